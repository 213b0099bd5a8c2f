// The public pages in a real browser: with JavaScript and without, on a desk and on a phone, in both languages, by the
// keyboard alone, judged by axe, weighed, printed, and with words that are meant to break them.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { makeRecord, serve } from '../binary.mjs';
import { launch } from './browser.mjs';
import { assertAccessible, assertLight, assertNarrow, assertSpoken, kLooks, kMostBytes, open as openAt } from './looking.mjs';

const kBirth = '/procedures/1.001193';
const kCopies = '/procedures/2.000815';
const kPages = {
  home: '/',
  results: '/procedures?q=khai%20sinh',
  'no results': '/procedures?q=khongcothutucnaynhuthe',
  'all procedures': '/procedures',
  'a field': `/procedures?field=${encodeURIComponent('Hộ tịch')}`,
  'procedure of birth': kBirth,
  'procedure of copies': kCopies,
  'an old version of a procedure': `${kBirth}?version=1`,
  'register without dossiers': '/register',
  'register: a month that cannot be read': '/register?received=x',
  points: '/points',
  'points near a ward': '/points?q=ba%20dinh',
  'points: which ward': '/points?q=kim',
  'points: no such ward': '/points?q=saigon',
  'follow: the form': '/follow',
  'follow: a code that is not there': '/follow/H26.00004-261125-9999',
  'page that is not there': '/procedures/9.999999',
  'query that cannot be read': '/procedures?after=zz',
};
const kStatus = { 'register: a month that cannot be read': 422, 'follow: a code that is not there': 404, 'page that is not there': 404, 'query that cannot be read': 400 };

describe('public pages', () => {
  let record, server, browser;

  before(async () => {
    record = makeRecord('sqlite');
    server = await serve(record);
    browser = await launch();
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
    record?.remove();
  });

  const open = (path, settings, look) => openAt(browser, server.base + path, settings, look);
  const links = (page) => page.locator('.mc-results__name').allTextContents();

  for (const [name, path] of Object.entries(kPages)) {
    for (const language of ['vi', 'en']) {
      const asked = `${path}${path.includes('?') ? '&' : '?'}lang=${language}`;

      // Light on a desk and dark on a phone in one language, light on a phone in the other: the make is the same.
      const looks = language === 'vi' ? [kLooks[0], kLooks[2]] : [kLooks[1]];

      test(`${name}, ${language}: axe finds nothing; it says its language, has one heading and a title of its own, fits 320 px and weighs at most ${kMostBytes} bytes`, async () => {
        for (const settings of looks) {
          await open(asked, { ...settings, bypassCSP: true }, async (page, answer) => {
            assert.equal(answer.status(), kStatus[name] ?? 200);
            await assertAccessible(page);
            await assertSpoken(page, language);
            await page.setViewportSize({ width: 320, height: 640 });
            await assertNarrow(page);
            if (language === 'vi' && settings === looks[0]) await assertLight(page);
          });
        }
      });
    }
  }

  test('titles differ from page to page', async () => {
    const titles = [];
    for (const path of [kPages.home, kPages.results, kBirth, kCopies, kPages['page that is not there']]) {
      await open(path, { javaScript: false }, async (page) => titles.push(await page.title()));
    }
    assert.equal(new Set(titles).size, titles.length, titles.join('\n'));
  });

  for (const javaScript of [true, false]) {
    test(`by the keyboard alone, JavaScript ${javaScript ? 'on' : 'off'}: home → results → procedure → papers`, async () => {
      await open('/', { javaScript }, async (page) => {
        await page.keyboard.press('Tab');
        assert.equal(await page.locator(':focus').getAttribute('href'), '#main');
        await page.keyboard.press('Enter');
        await page.locator('#q').focus();
        await page.keyboard.type('dang ky khai sinh');
        await page.keyboard.press('Enter');
        await page.waitForURL(/\/procedures\?q=/);
        assert.equal(await page.locator('#q').inputValue(), 'dang ky khai sinh');
        for (let i = 0; i < 12 && !(await page.locator('.mc-results__name:focus').count()); i++) await page.keyboard.press('Tab');
        await page.keyboard.press('Enter');
        await page.waitForURL(/\/procedures\/[\d.]+$/);
        assert.match(await page.locator('h1').textContent(), /khai sinh/i);
        for (let i = 0; i < 20 && !(await page.locator('.mc-checklist input:focus').count()); i++) await page.keyboard.press('Tab');
        await page.keyboard.press('Space');
        assert.equal(await page.locator('.mc-checklist input:checked').count(), 1);
      });
    });

    test(`a procedure's page says what, who, how long, papers, fee and where, JavaScript ${javaScript ? 'on' : 'off'}`, async () => {
      await open(kBirth, { javaScript }, async (page) => {
        const text = await page.locator('main').innerText();
        for (const words of ['Thủ tục đăng ký khai sinh', 'Công dân Việt Nam', 'Ủy ban nhân dân phường, xã', 'Trong ngày', '15:00', 'Miễn phí', 'Giấy chứng sinh', 'Nộp ở đâu', 'Căn cứ pháp lý']) {
          assert.ok(text.includes(words), words);
        }
        assert.ok((await page.locator('.mc-checklist li').count()) >= 4);
        assert.equal(await page.locator('main a[href="/points"]').count(), 1);
      });
      await open(`${kCopies}?lang=en`, { javaScript }, async (page) => {
        const text = await page.locator('main').innerText();
        for (const words of ['Who decides', 'How long', 'The same day', 'not yet confirmed', '2,000 VND', 'Papers to bring', 'Where to hand in']) {
          assert.ok(text.includes(words), words);
        }
      });
    });
  }

  test('versions: an old one is shown, marked, and leads to the one in force', async () => {
    await open(`${kBirth}?version=1`, { javaScript: false }, async (page) => {
      assert.match(await page.locator('.govuk-inset-text').first().innerText(), /Bản 1: ■ .*Chỉ để tra cứu/s);
      assert.equal(await page.locator('#where').count(), 0);
      await page.getByText('Xem bản đang áp dụng').click();
      await page.waitForURL((url) => url.pathname === kBirth && url.search === '');
      assert.match(await page.locator('main').innerText(), /● đang áp dụng/);
      assert.ok((await page.locator('#versions + ul li').count()) >= 2);
    });
  });

  // ---- where to hand in

  const points = (page) => page.locator('.mc-points li').evaluateAll((all) => all.map((one) => ({
    name: one.querySelector('strong').textContent,
    km: Number.parseFloat((/[\d.,]+(?= km)/.exec(one.querySelector('.mc-points__distance').textContent)?.[0] ?? '').replace(',', '.')),
  })));

  test('the nearest points of a ward that is typed without tones, an old name and a name of several, without JavaScript', async () => {
    await open('/points', { javaScript: false }, async (page) => {
      assert.ok((await points(page)).length > 100);
      assert.equal(await page.locator('[data-near]').isVisible(), false);
      await page.locator('#q').fill('ba dinh');
      await page.keyboard.press('Enter');
      await page.waitForURL(/q=ba\+dinh/);
      const near = await points(page);
      assert.equal(near[0].name, 'Điểm phục vụ hành chính công phường Ba Đình');
      assert.equal(near[0].km, 0);
      assert.ok(near.length === 20 && near.every((one, i) => i === 0 || one.km >= near[i - 1].km), JSON.stringify(near));
      assert.match(await page.locator('main').innerText(), /đường chim bay/);
    });
    await open(`/points?q=${encodeURIComponent('Trúc Bạch')}&lang=en`, { javaScript: false }, async (page) => {
      assert.match((await points(page))[0].name, /Ba Dinh Ward/);
    });
    await open('/points?q=cua', { javaScript: false }, async (page) => {
      await page.locator('main ul a').first().click();
      await page.waitForURL(/unit=/);
      assert.equal((await points(page)).length, 20);
    });
  });

  test('with JavaScript the browser\'s position sorts them and leaves the browser with nobody', async () => {
    const here = { permissions: ['geolocation'], geolocation: { latitude: 20.646, longitude: 105.692 } }; // Mỹ Đức
    await open('/points', here, async (page) => {
      const sent = [];
      page.on('request', (request) => sent.push(request.url()));
      await page.locator('[data-near]').focus();
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => globalThis.document.getElementById('near').textContent.includes('Đã xếp'));
      const near = await points(page);
      assert.match(near[0].name, /Mỹ Đức/);
      assert.ok(near.slice(0, -1).every((one, i) => i === 0 || one.km >= near[i - 1].km));
      assert.ok(Number.isNaN(near.at(-1).km), 'the one without a position comes last');
      assert.deepEqual(sent.filter((one) => !one.includes('/assets/')), []);
    });
    await open('/points?lang=en', { geolocation: undefined }, async (page) => {
      await page.locator('[data-near]').click();
      await page.waitForFunction(() => globalThis.document.getElementById('near').textContent.includes('does not tell'));
    });
  });

  // ---- suggestions as one types

  const options = (page) => page.locator('[role=option]');

  for (const [language, status] of [['vi', /Có 7 gợi ý/], ['en', /7 suggestions/]]) {
    test(`suggestions by the keyboard, ${language}: arrows choose, Enter opens, Escape closes and keeps the words`, async () => {
      await open(`/?lang=${language}`, { bypassCSP: true }, async (page) => {
        const input = page.getByRole('combobox');
        await input.focus();
        await page.keyboard.type('khai sinh', { delay: 20 });
        await options(page).first().waitFor();
        assert.equal(await options(page).count(), 7);
        assert.equal(await input.getAttribute('aria-expanded'), 'true');
        assert.match(await page.locator('form [role=status]').textContent(), status);
        await page.keyboard.press('ArrowDown');
        const chosen = page.locator('[role=option][aria-selected=true]');
        assert.equal(await input.getAttribute('aria-activedescendant'), await chosen.getAttribute('id'));
        await assertAccessible(page);
        await page.keyboard.press('Escape');
        assert.deepEqual([await options(page).count(), await input.inputValue(), await input.getAttribute('aria-expanded')], [0, 'khai sinh', 'false']);
        await page.keyboard.type(' ');
        await options(page).first().waitFor();
        await page.keyboard.press('ArrowDown');
        const code = await chosen.getAttribute('data-code');
        await page.keyboard.press('Enter');
        await page.waitForURL(new RegExp(`/procedures/${code}$`));
      });
    });
  }

  test('suggestions: one question for what was typed in a row; Enter without a choice sends the form; a click opens', async () => {
    await open('/', {}, async (page) => {
      const questions = [];
      page.on('request', (request) => request.url().includes('/api/') && questions.push(request.url()));
      await page.locator('#q').focus();
      await page.keyboard.type('khai sinh');
      await options(page).first().waitFor();
      assert.equal(questions.length, 1, questions.join(' '));
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/procedures\?q=khai/);
      await page.locator('#q').fill('ket hon');
      await options(page).first().click();
      await page.waitForURL(/\/procedures\/[\d.]+$/);
    });
  });

  test('suggestions: a slow or failing network leaves the plain form', async () => {
    await open('/', {}, async (page) => {
      let release;
      const held = new Promise((done) => (release = done));
      await page.route('**/api/**', async (route) => {
        await held;
        await route.abort().catch(() => {});
      });
      await page.locator('#q').focus();
      await page.keyboard.type('khai sinh', { delay: 60 });
      await page.waitForTimeout(300);
      assert.equal(await options(page).count(), 0);
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/procedures\?q=khai/);
      release();
      assert.ok((await links(page)).length > 0);
    });
  });

  test('the chosen language stays; the browser\'s own is the first guess', async () => {
    await open('/', { language: 'en-GB', javaScript: false }, async (page) => {
      assert.equal(await page.locator('html').getAttribute('lang'), 'en');
      await page.locator('a[hreflang=vi]').click();
      await page.goto(server.base + kBirth);
      assert.equal(await page.locator('html').getAttribute('lang'), 'vi');
      await page.locator('a[hreflang=en]').click();
      assert.ok(page.url().startsWith(server.base + kBirth));
      assert.equal(await page.locator('html').getAttribute('lang'), 'en');
    });
  });

  test('VN-1: letters without marks find đ and tones; VN-2: typed tones come first', async () => {
    await open('/procedures?q=duong', { javaScript: false }, async (page) => assert.ok((await links(page)).length > 1));
    await open(`/procedures?q=${encodeURIComponent('đường')}`, { javaScript: false }, async (page) => {
      const found = await links(page);
      assert.ok(found.length > 1);
      assert.match(found[0].normalize('NFC'), /đường/i);
    });
    const names = [];
    for (const q of ['dang ky khai sinh', 'đăng ký khai sinh', 'đăng ký khai sinh'.normalize('NFD')]) {
      await open(`/procedures?q=${encodeURIComponent(q)}`, { javaScript: false }, async (page) => names.push((await links(page))[0]));
    }
    assert.equal(new Set(names).size, 1, names.join('\n'));
  });

  test('results go on over pages, each item once', async () => {
    await open(`/procedures?field=${encodeURIComponent('Hộ tịch')}`, { javaScript: false }, async (page) => {
      const total = Number.parseInt(await page.locator('[role=status]').innerText(), 10);
      const all = await page.locator('.mc-results__name').evaluateAll((items) => items.map((item) => item.getAttribute('href')));
      while (await page.locator('a[rel=next]').count()) {
        await page.locator('a[rel=next]').click();
        all.push(...await page.locator('.mc-results__name').evaluateAll((items) => items.map((item) => item.getAttribute('href'))));
      }
      assert.ok(total > 20, String(total));
      assert.deepEqual([all.length, new Set(all).size], [total, total]);
    });
  });

  test('SE-6: a script in the question is text', async () => {
    for (const words of ['<script>alert(1)</script>', '\'"&<img src=x onerror=alert(1)>', '"><svg onload=alert(1)>']) {
      await open(`/procedures?q=${encodeURIComponent(words)}`, {}, async (page) => {
        assert.equal(await page.locator('#q').inputValue(), words);
        assert.ok((await page.locator('h1').textContent()).includes(words));
        assert.equal(await page.locator('main script, main img, main svg').count(), 0);
      });
    }
  });

  test('printed: black on white, without what only a screen needs', async () => {
    await open(kBirth, {}, async (page) => {
      await page.emulateMedia({ media: 'print' });
      for (const gone of ['.mc-header__languages', '.govuk-back-link', '.mc-screen']) {
        assert.equal(await page.locator(gone).first().isVisible(), false, gone);
      }
      assert.equal(await page.locator('.mc-checklist').first().isVisible(), true);
      const colours = await page.evaluate(() => {
        const style = globalThis.getComputedStyle(globalThis.document.querySelector('h1'));
        return style.color;
      });
      assert.equal(colours, 'rgb(0, 0, 0)');
    });
  });

  test('pages carry a strict policy, and what they load may be kept for ever', async () => {
    const answer = await fetch(server.base + '/');
    assert.match(answer.headers.get('content-security-policy'), /default-src 'none'.*frame-ancestors 'none'/);
    const html = await answer.text();
    assert.ok(!/<script(?! src="\/assets\/)|\sstyle=|\son\w+=/.test(html), 'something inline');
    for (const [, address] of html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)) {
      const asset = await fetch(server.base + address);
      assert.equal(asset.status, 200);
      assert.match(asset.headers.get('cache-control'), /immutable/);
    }
    const program = await fetch(`${server.base}/nothing-here`);
    assert.equal(program.headers.get('content-type'), 'application/problem+json');
  });
});
