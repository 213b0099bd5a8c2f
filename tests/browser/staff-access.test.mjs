// The staff application as everybody has to be able to use it: axe on every page and state, in both languages, light and
// dark, on a desk and on a phone, where nothing may be wider than the screen.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { phone } from './browser.mjs';
import { assertAccessible, cardOf, chooseProcedure, numberOf, Office, receive, scan } from './staff.mjs';

describe('staff application, for everybody', () => {
  const office = new Office('sqlite');
  before(() => office.open());
  after(() => office.close());

  const looks = { 'light, desk, vi': {}, 'dark, phone, en': { viewport: phone, colorScheme: 'dark', english: true } };

  for (const [name, { english = false, ...settings }] of Object.entries(looks)) {
    const see = (account, more, look) =>
      office.as(account, { ...settings, ...more, bypassCSP: true }, async (page) => {
        const fits = async (where) => {
          const width = await page.evaluate(() => globalThis.document.documentElement.scrollWidth - globalThis.innerWidth);
          assert.ok(width <= 0, `${where}: ${width} px too wide`);
          await assertAccessible(page, where);
        };
        if (english) await page.getByRole('button', { name: 'English' }).click();
        await page.waitForFunction((language) => globalThis.document.documentElement.lang === language, english ? 'en' : 'vi');
        await look(page, fits);
      });

    test(`axe finds nothing and all fits: signing in, account, keys, worklist, dossier; ${name}`, async () => {
      const code = await office.received(english ? 101 : 102);
      await see(undefined, {}, async (page, fits) => {
        await fits('sign in');
        await page.locator('input[autocomplete=username]').fill('inspector');
        await page.locator('input[autocomplete=current-password]').fill('no');
        await page.keyboard.press('Enter');
        await page.locator('[role=alert]').waitFor();
        await fits('wrong password');
      });
      await see('specialist', { path: '/staff/worklist' }, async (page, fits) => {
        await page.locator('.rows').waitFor();
        await fits('worklist');
        await page.keyboard.press('F1');
        await page.locator('dialog').waitFor();
        await fits('keys');
        await page.keyboard.press('Escape');
        await page.locator('.officer').click();
        await page.locator('.menu button').first().waitFor();
        await fits('menu');
        await page.locator('.menu button').first().click();
        await page.locator('.lines .quiet.small').first().waitFor();
        await fits('account');
        await page.goto(`${office.base}/staff/nowhere`);
        await fits('not here');
      });
      await see('specialist', { path: `/staff/dossiers/${code}` }, async (page, fits) => {
        await page.locator('.timeline li').first().waitFor();
        await fits('dossier');
        await page.keyboard.press('1');
        await page.locator('dialog').waitFor();
        await fits('act');
        await page.keyboard.press('Escape');
        await page.locator('.inline-form button').click();
        await page.locator('.particulars').waitFor();
        await fits('particulars');
      });
    });

    test(`axe finds nothing and all fits: the counter in its states; ${name}`, async () => {
      await see('counter', {}, async (page, fits) => {
        await page.locator('[data-where="/procedure"]').waitFor();
        await fits('empty desk');
        await page.locator('[data-where="/procedure"]').focus();
        await page.keyboard.type('1.013827');
        await page.locator('.picker-list [role=option]').first().waitFor();
        await fits('found');
        await page.keyboard.press('Enter');
        await page.locator('.question').waitFor();
        await fits('twins');
        await page.keyboard.press('2');
        await page.locator('.reasons').waitFor();
        await fits('cannot be received');
        await page.keyboard.press('F4');
        await page.locator('.parked').waitFor();
        await page.locator('[data-where="/procedure"]').focus();
        await chooseProcedure(page, '1.001193');
        await scan(page, cardOf(english ? 111 : 112));
        await page.locator('#section-others').locator('..').getByRole('checkbox').first().check();
        await page.locator('#section-others').locator('..').getByRole('checkbox').last().check();
        await page.locator('[data-row]').first().focus();
        await page.keyboard.press('a');
        await page.locator('.review .hero-date').waitFor();
        await fits('filled');
        await page.locator('[data-where="/applicant/identity/number"]').fill('1');
        await page.keyboard.press('Control+Enter');
        await page.locator('[aria-invalid=true]').first().waitFor();
        await fits('refused');
        await page.keyboard.press('F8');
        await page.getByText('đúng nơi cần đến').or(page.getByText('right door')).first().waitFor(); // it is this one
        await fits('wrong door');
        await page.keyboard.press('Escape');
        await page.route('**/api/v1/dossiers/check', (route) => route.abort('connectionfailed'));
        await page.locator('[data-where="/applicant/identity/number"]').fill(numberOf(english ? 113 : 114));
        await page.keyboard.press('Control+Enter');
        await page.locator('.review [role=alert]').first().waitFor();
        await fits('no line');
        await page.unroute('**/api/v1/dossiers/check');
        await receive(page);
        await fits('received');
      });
    });
  }
});
