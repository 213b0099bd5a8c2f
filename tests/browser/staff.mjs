// What the tests of the staff application share: a signed-in officer in a browser of their own, with the console watched.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { visitor } from './browser.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A browser of one officer; `said` gathers what the console complains of (a policy that is broken, a page that fails). */
export async function openStaff(browser, server, { account, record, path = '/staff/', ...settings } = {}) {
  const page = await visitor(browser, settings);
  page.said = [];
  page.on('console', (message) => message.type() === 'error' && page.said.push(message.text()));
  page.on('pageerror', (error) => page.said.push(error.message));
  await page.goto(server.base + path);
  if (account) await signInAs(page, account, record.passwords[account]);
  return page;
}

export async function signInAs(page, account, password) {
  const name = page.locator('input[autocomplete=username]:visible');
  await name.fill(account);
  await page.locator('input[autocomplete=current-password]:visible').fill(password);
  await page.keyboard.press('Enter');
  await page.locator('.officer').waitFor();
}

/** Fails when the console complained of anything but an answer that is a refusal, or a line that the test itself cut. */
export function assertQuiet(page) {
  const bad = page.said.filter((line) => !/status of [45]\d\d|ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|ERR_FAILED/.test(line));
  assert.deepEqual(bad, [], page.url());
}

/** axe on what is shown now; needs a page with bypassCSP, as axe itself is an inline script. */
export async function assertAccessible(page, where) {
  await page.locator('h1').first().waitFor();
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.addScriptTag({ content: axe });
  const { violations, passes } = await page.evaluate(() => globalThis.axe.run());
  const found = violations.map((one) => `${one.id}: ${one.nodes.map((node) => `${node.html} ${node.failureSummary}`).join(' ')}`);
  assert.deepEqual(found, [], where);
  assert.ok(passes.length > 10, where);
}
