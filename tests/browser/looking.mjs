// What every public page is held to, whatever it shows: axe finds nothing, it says its language, has one heading and a
// title of its own, fits 320 px, and weighs little with all it loads.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { desktop, phone, visitor } from './browser.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
export const kMostBytes = 40 * 1024; // of a page with all it loads, as it comes over the line
export const kLooks = [{ viewport: desktop }, { viewport: phone }, { viewport: phone, colorScheme: 'dark' }];

/** Opens a page as that visitor, gives it to `look` with the answer, and closes it; the console has said nothing. */
export async function open(browser, address, settings, look) {
  const page = await visitor(browser, settings);
  const said = [];
  page.on('console', (message) => message.type() === 'error' && said.push(message.text()));
  page.on('dialog', () => assert.fail('a dialog was opened'));
  page.on('pageerror', (error) => said.push(error.message));
  try {
    const answer = await page.goto(address);
    await look(page, answer);
    // The browser itself notes an answer of 4xx; everything else is ours.
    assert.deepEqual(said.filter((line) => !/status of 4\d\d/.test(line)), [], `${address}: the console`);
  } finally {
    await page.context().close();
  }
}

/** The page has to be opened with `bypassCSP`. */
export async function assertAccessible(page) {
  await page.addScriptTag({ content: axe });
  const { violations, passes } = await page.evaluate(() => globalThis.axe.run());
  assert.deepEqual(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' ')}`), []);
  assert.ok(passes.length > 10);
}

export async function assertSpoken(page, language) {
  assert.equal(await page.locator('html').getAttribute('lang'), language);
  assert.equal(await page.locator('h1').count(), 1);
  assert.match(await page.title(), /\S.* · Một cửa$/);
  const other = language === 'vi' ? 'en' : 'vi';
  assert.match(await page.locator(`a[hreflang=${other}]`).getAttribute('href'), new RegExp(`lang=${other}`));
}

export async function assertNarrow(page) {
  const width = await page.evaluate(() => globalThis.document.documentElement.scrollWidth);
  assert.ok(width <= 320, `${width} px wide`);
}

/** Loads it again with nothing kept. */
export async function assertLight(page, reload = () => page.reload({ waitUntil: 'networkidle' })) {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  let bytes = 0;
  session.on('Network.loadingFinished', (event) => (bytes += event.encodedDataLength));
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  await reload();
  assert.ok(bytes > 1000 && bytes <= kMostBytes, `${bytes} bytes`);
  return bytes;
}
