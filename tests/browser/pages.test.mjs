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
  'follow: the form': '/follow',
  'follow: a code that is not there': '/follow/H26.00004-261125-9999',
  'page that is not there': '/procedures/9.999999',
  'query that cannot be read': '/procedures?after=zz',
};
const kStatus = { 'follow: a code that is not there': 404, 'page that is not there': 404, 'query that cannot be read': 400 };

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

      test(`${name}, ${language}: axe finds nothing, on a desk and on a phone, light and dark`, async () => {
        for (const settings of kLooks) {
          await open(asked, { ...settings, bypassCSP: true }, async (page, answer) => {
            assert.equal(answer.status(), kStatus[name] ?? 200);
            await assertAccessible(page);
          });
        }
      });

      test(`${name}, ${language}: says its language, has one heading and a title of its own, fits 320 px`, async () => {
        const narrow = { width: 320, height: 640 };
        await open(asked, { viewport: narrow, javaScript: false }, (page) => assertSpoken(page, language));
        await open(asked, { viewport: narrow }, (page) => assertNarrow(page));
      });
    }

    test(`${name}: weighs at most ${kMostBytes} bytes with all it loads`, async () => {
      await open(path, {}, async (page) => {
        await assertLight(page);
      });
    });
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
        await page.locator('summary').click();
        assert.ok((await page.locator('.mc-places li').count()) > 100);
      });
      await open(`${kCopies}?lang=en`, { javaScript }, async (page) => {
        const text = await page.locator('main').innerText();
        for (const words of ['Who decides', 'How long', 'The same day', 'not yet confirmed', '2,000 VND', 'Papers to bring', 'Where to hand in']) {
          assert.ok(text.includes(words), words);
        }
      });
    });
  }

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
    assert.ok(!/<script|\sstyle=|\son\w+=/.test(html), 'something inline');
    for (const [, address] of html.matchAll(/href="(\/assets\/[^"]+)"/g)) {
      const asset = await fetch(server.base + address);
      assert.equal(asset.status, 200);
      assert.match(asset.headers.get('cache-control'), /immutable/);
    }
    const program = await fetch(`${server.base}/nothing-here`);
    assert.equal(program.headers.get('content-type'), 'application/problem+json');
  });
});
