// The staff application in a real browser, as officers use it: signing in, by the keyboard, on a desk and on a phone.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { engines, makeRecord, serve } from '../binary.mjs';
import { launch, phone } from './browser.mjs';
import { assertAccessible, assertQuiet, openStaff, signInAs } from './staff.mjs';

const kMostBytes = 300 * 1024; // of the first load, as it comes over the line

for (const engine of engines) {
  describe(`staff application, ${engine}`, () => {
    let record, server, browser;

    before(async () => {
      record = makeRecord(engine);
      server = await serve(record);
      browser = await launch();
    });

    after(async () => {
      await browser?.close();
      await server?.stop();
      record?.remove();
    });

    const open = (settings) => openStaff(browser, server, { record, ...settings });

    /** Opens as that officer, gives the page to `look`, and closes it; the console must have been quiet. */
    async function as(account, settings, look) {
      const page = await open({ account, ...settings });
      try {
        await look(page);
        assertQuiet(page);
      } finally {
        await page.context().close();
      }
    }

    test('a wrong password is refused in words, the right one opens the work, signing out ends it', async () => {
      await as(undefined, {}, async (page) => {
        await page.locator('input[autocomplete=username]').fill('specialist');
        await page.locator('input[autocomplete=current-password]').fill('not the password');
        await page.keyboard.press('Enter');
        assert.match(await page.locator('[role=alert]').innerText(), /không đúng/);
        await signInAs(page, 'specialist', record.passwords.specialist);
        await page.waitForURL(/\/staff\/worklist$/);
        await page.locator('.officer').click();
        await page.getByText('Đăng xuất').click();
        await page.getByRole('heading', { name: 'Đăng nhập cán bộ' }).waitFor();
        await page.reload();
        await page.getByRole('heading', { name: 'Đăng nhập cán bộ' }).waitFor();
      });
    });

    test('every address below /staff/ is the application, files are kept for ever, nothing inline is allowed', async () => {
      for (const path of ['/staff', '/staff/', '/staff/counter', '/staff/dossiers/H26.00004-261125-0001']) {
        const answer = await fetch(server.base + path);
        assert.equal(answer.status, 200, path);
        assert.equal(answer.headers.get('cache-control'), 'no-cache');
        const policy = answer.headers.get('content-security-policy');
        assert.match(policy, /default-src 'none'; script-src 'self'; style-src 'self'/);
        assert.doesNotMatch(policy, /unsafe|nonce/);
        const text = await answer.text();
        assert.doesNotMatch(text, /<style|<script>| style=/);
        const [, file] = /src="(\/staff\/assets\/[^"]+\.js)"/.exec(text);
        const script = await fetch(server.base + file, { headers: { 'accept-encoding': 'gzip' } });
        assert.match(script.headers.get('cache-control'), /immutable/);
        assert.equal(script.headers.get('content-encoding'), 'gzip');
      }
      assert.equal((await fetch(`${server.base}/staff/assets/of-an-older-version.js`)).status, 404);
    });

    test(`the first load weighs at most ${kMostBytes} bytes`, async () => {
      await as(undefined, {}, async (page) => {
        const session = await page.context().newCDPSession(page);
        await page.waitForLoadState('networkidle'); // fonts come last
        await session.send('Network.enable');
        let bytes = 0;
        session.on('Network.loadingFinished', (event) => (bytes += event.encodedDataLength));
        await session.send('Network.setCacheDisabled', { cacheDisabled: true });
        await page.reload({ waitUntil: 'networkidle' });
        assert.ok(bytes > 10_000 && bytes <= kMostBytes, `${bytes} bytes`);
      });
    });

    if (engine === 'sqlite') {
      test('axe finds nothing on signing in, account and keys; both languages, light and dark, desk and phone', async () => {
        for (const settings of [{}, { viewport: phone, colorScheme: 'dark' }]) {
          await as(undefined, { ...settings, bypassCSP: true }, async (page) => {
            await assertAccessible(page, 'sign in');
            await signInAs(page, 'specialist', record.passwords.specialist);
            await page.getByRole('heading', { name: 'Hồ sơ đến hạn' }).waitFor();
            await page.locator('.empty').waitFor();
            await assertAccessible(page, 'worklist');
            await page.getByRole('button', { name: 'English' }).click();
            assert.equal(await page.locator('html').getAttribute('lang'), 'en');
            await assertAccessible(page, 'worklist, en');
            await page.goto(`${server.base}/staff/account`);
            await page.getByText('this session').waitFor();
            await assertAccessible(page, 'account');
            await page.keyboard.press('F1');
            await page.getByRole('dialog').waitFor();
            await assertAccessible(page, 'keys');
            await page.keyboard.press('Escape');
            await page.goto(`${server.base}/staff/nowhere`);
            await page.getByText('There is no such page').waitFor();
            await assertAccessible(page, 'not here');
          });
        }
      });
    }
  });
}
