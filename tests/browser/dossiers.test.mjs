// Pages about dossiers in a real browser, on both engines: following one with and without its secret. What every page is
// held to (axe, languages, width, weight) is looked at on SQLite only; what the pages say on both.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { engines, makeRecord, serve } from '../binary.mjs';
import { launch, phone } from './browser.mjs';
import { makeDossiers, person } from './dossiers.mjs';
import { assertAccessible, assertLight, assertNarrow, assertSpoken, kLooks, open as openAt } from './looking.mjs';

const kStates = {
  'in time': ['Đã tiếp nhận', 'Accepted', '●'],
  near: ['Đã tiếp nhận', 'Accepted', '▲'],
  late: ['Quá hẹn', 'Overdue', '■'],
  online: ['Đã gửi, chờ kiểm tra', 'Sent, waiting to be checked', ''],
  'not accepted': ['Không được tiếp nhận', 'Not accepted', ''],
  'in hand': ['Đang giải quyết', 'Being decided', '▲'],
  ready: ['Đã có kết quả', 'Result ready', '●'],
  'not granted': ['Đã có văn bản trả lời', 'Decision: not granted', '●'],
  delivered: ['Đã trả kết quả', 'Delivered', '●'],
  'not public': ['Hồ sơ không công khai', 'Not a public file', ''],
};

let browser;
before(async () => (browser = await launch()));
after(async () => browser?.close());

for (const engine of engines) {
  describe(`pages about dossiers on ${engine}`, () => {
    let record, server, dossiers;

    before(async () => {
      record = makeRecord(engine);
      server = await serve(record);
      dossiers = await makeDossiers(server.base, record);
    });

    after(async () => {
      await server?.stop();
      record?.remove();
    });

    const open = (path, settings, look) => openAt(browser, server.base + path, settings, look);

    /** Enter, and the page that comes of it. */
    const sent = (page) => Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.keyboard.press('Enter')]);

    /** The form, filled in with what stands on the receipt and sent by the keyboard. */
    async function asked(page, { number, secret }) {
      await page.locator('#code').focus();
      await page.keyboard.type(number);
      await page.keyboard.press('Tab');
      await page.keyboard.type(secret);
      await sent(page);
    }

    test('every state has its public words and shape, without person, minute or reason', async () => {
      for (const [name, [vi, en, shape]] of Object.entries(kStates)) {
        const { number } = dossiers[name];
        for (const [language, headline] of [['vi', vi], ['en', en]]) {
          const text = await (await fetch(`${server.base}/follow/${number}?lang=${language}`)).text();
          assert.ok(text.includes(`<h1 class="govuk-heading-l">${headline}</h1>`), `${name} ${language}`);
          assert.ok(!shape || text.includes(`<span aria-hidden="true">${shape}</span>`), `${name}: ${shape}`);
          for (const hidden of [person, 'Số 1 phố Giả Định', 'thuộc thẩm quyền của cơ quan khác', 'mc-timeline']) assert.ok(!text.includes(hidden), `${name}: ${hidden}`);
          assert.ok(!/\b\d\d:\d\d\b/.test(text.replace(/<[^>]*>/g, ' ')), `${name}: a minute`);
        }
      }
    });

    for (const javaScript of [true, false]) {
      test(`by the keyboard alone, JavaScript ${javaScript ? 'on' : 'off'}: code and secret give the whole of it, and the secret stands in no address`, async () => {
        await open('/follow', { javaScript }, async (page) => {
          const secret = dossiers.ready.secret;
          const addresses = [];
          page.on('request', (request) => addresses.push(request.url()));
          await asked(page, dossiers.ready);
          const text = await page.locator('main').innerText();
          for (const words of ['Đã có kết quả', person, 'Giấy khai sinh', '12/2026', 'Tại điểm phục vụ', 'Tiếp nhận hồ sơ']) assert.ok(text.includes(words), words);
          assert.match(text, /\d\d:\d\d \d\d\/\d\d\/\d{4}/);
          assert.ok(!(await page.content()).includes(secret));
          assert.ok(addresses.every((one) => !one.includes(secret)), addresses.join(' '));
        });
      });
    }

    test('a personal view is kept by nobody and not packed; the log does not have the secret', async () => {
      const { number, secret } = dossiers.delivered;
      const answer = await fetch(`${server.base}/follow`, {
        method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', 'accept-encoding': 'gzip' },
        body: new URLSearchParams({ code: number, secret }).toString(),
      });
      assert.equal(answer.status, 200);
      assert.equal(answer.headers.get('cache-control'), 'no-store');
      assert.equal(answer.headers.get('content-encoding'), null);
      assert.match(answer.headers.get('content-security-policy'), /default-src 'none'/);
      assert.ok(!server.said().includes(secret));
    });

    test('the QR of the receipt leads to the page; a wrong secret is told at its field; too many must wait, as in the interface', async () => {
      const { number } = dossiers['in hand'];
      await open(`/tracking/${number}`, { javaScript: false }, async (page) => {
        assert.equal(new URL(page.url()).pathname, `/follow/${number}`);
        for (let i = 0; i < 5; i++) {
          await page.locator('#secret').fill('WRONG9');
          await sent(page);
        }
        assert.equal(await page.locator('#secret').getAttribute('aria-invalid'), 'true');
        assert.equal(await page.locator('#secret').inputValue(), '');
        await page.locator('#secret').fill('WRONG9');
        await sent(page);
        assert.match(await page.locator('#secret-error').innerText(), /thử lại sau \d+ giây/);
      });
      const interface_ = await fetch(`${server.base}/api/v1/tracking/${number}?secret=WRONG9`);
      assert.equal(interface_.status, 429);
    });

    test('the register: filters by the keyboard without JavaScript, nobody\'s name, and what is not public is not there', async () => {
      await open('/register', { javaScript: false }, async (page) => {
        const codes = () => page.locator('.mc-results__name').allTextContents();
        const all = await codes();
        for (const name of ['in time', 'late', 'ready', 'delivered']) assert.ok(all.includes(dossiers[name].number), name);
        assert.ok(!all.includes(dossiers['not public'].number));
        const text = await page.locator('main').innerText();
        assert.ok(!text.includes(person) && !/\b\d\d:\d\d\b/.test(text), text);
        await page.locator('#late').selectOption('true');
        await page.locator('#procedure').fill('1.001193');
        await page.locator('#procedure').focus();
        await sent(page);
        assert.deepEqual(await codes(), [dossiers.late.number]);
        assert.equal(await page.locator('#late').inputValue(), 'true');
        assert.match(await page.locator('.mc-word').innerText(), /■ Quá hẹn/);
        await page.locator('#received').fill('2020-01');
        await page.locator('#received').focus();
        await sent(page);
        assert.match(await page.locator('[role=status]').innerText(), /Không có hồ sơ nào/);
      });
    });

    test('the register as a table: the same filters, the same lines as the interface, and Vietnamese for a spreadsheet', async () => {
      const read = async (query) => {
        const answer = await fetch(`${server.base}/register.csv?${query}`);
        assert.equal(answer.status, 200);
        assert.match(answer.headers.get('content-type'), /^text\/csv; charset=utf-8/);
        assert.match(answer.headers.get('content-disposition'), /^attachment; filename="register/);
        const bytes = Buffer.from(await answer.arrayBuffer());
        assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
        return bytes.subarray(3).toString().trimEnd().split('\r\n').map((line) => line.slice(1, -1).split('","'));
      };
      for (const query of ['', 'late=true', 'field=ho+tich&state=2', 'unit=nowhere', 'procedure=1.004222']) {
        const [head, ...lines] = await read(query);
        assert.equal(head[0], 'Mã hồ sơ');
        const { items } = await (await fetch(`${server.base}/api/v1/register?limit=200&${query}`)).json();
        assert.deepEqual(lines.map((line) => line[0]), items.map((item) => item.code), query);
        assert.deepEqual(lines.map((line) => [line[5], line[11] === 'quá hẹn']), items.map((item) => [item.received_on, item.late]), query);
      }
      assert.equal((await read('lang=en&late=true'))[0][0], 'Code');
    });

    if (engine !== 'sqlite') return;

    test('the register with lines: axe finds nothing, it fits 320 px and weighs little', async () => {
      await open('/register?lang=en', { ...kLooks[0], bypassCSP: true }, async (page) => {
        await assertAccessible(page);
        await assertSpoken(page, 'en');
      });
      await open('/register', { ...kLooks[2], bypassCSP: true }, async (page) => {
        await assertAccessible(page);
        await page.setViewportSize({ width: 320, height: 640 });
        await assertNarrow(page);
        await assertLight(page);
      });
    });

    // Each state in one look and language, in turn: what differs between states is words, not make.
    for (const [i, name] of Object.keys(kStates).entries()) {
      const language = i % 2 === 0 ? 'vi' : 'en';
      test(`${name}: axe finds nothing, nor with the secret; it says its language`, async () => {
        const settings = { ...kLooks[i % kLooks.length], bypassCSP: true };
        await open(`/follow/${dossiers[name].number}?lang=${language}`, settings, async (page) => {
          await assertAccessible(page);
          await assertSpoken(page, language);
          await page.goto(`${server.base}/follow`);
          await asked(page, dossiers[name]);
          await assertAccessible(page);
        });
      });
    }

    test('a wrong secret: axe finds nothing', async () => {
      await open('/follow', { viewport: phone, bypassCSP: true }, async (page) => {
        await asked(page, { number: dossiers.late.number, secret: 'WRONG9' });
        await assertAccessible(page);
        await assertSpoken(page, 'vi');
      });
    });

    test('the public view fits 320 px and weighs little', async () => {
      await open(`/follow/${dossiers['in time'].number}`, { viewport: { width: 320, height: 640 } }, async (page) => {
        await assertNarrow(page);
        await assertLight(page);
      });
    });

    test('a personal view weighs little though it is not packed', async () => {
      await open('/follow', { viewport: { width: 320, height: 640 } }, async (page) => {
        await assertLight(page, () => asked(page, dossiers['in time']));
        await assertNarrow(page);
      });
    });

    test('"why this date?" reads as a list of days and is there in print', async () => {
      await open(`/follow/${dossiers['in time'].number}`, { viewport: phone, javaScript: false }, async (page) => {
        const days = await page.locator('.mc-strip li').allInnerTexts();
        assert.match(days[0], /Nhận hồ sơ/);
        assert.match(days.at(-1), /Hẹn trả/);
        assert.deepEqual(await page.locator('.mc-day--worked .mc-day__number').evaluateAll((all) => all.map((one) => one.lastChild.textContent)), ['1', '2', '3', '4', '5', '6', '7']);
        for (const closed of await page.locator('.mc-day--closed').allTextContents()) assert.match(closed, /nghỉ: \S/);
        await page.emulateMedia({ media: 'print' });
        assert.equal(await page.locator('.mc-strip').isVisible(), true);
        assert.equal(await page.locator('form').first().isVisible(), false);
        assert.match(await page.locator('.mc-print').innerText(), /\/follow\/H26/);
      });
    });
  });
}
