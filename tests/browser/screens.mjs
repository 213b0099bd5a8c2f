// node tests/browser/screens.mjs OUTDIR [PART]: pictures of the public pages, to be looked at; only those whose name has
// PART in it, when it is given. Serves a record of its own with dossiers of invented persons.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { makeRecord, serve } from '../binary.mjs';
import { desktop, launch, phone, visitor } from './browser.mjs';
import { makeDossiers } from './dossiers.mjs';

const [out, part = ''] = process.argv.slice(2);
if (!out) throw new Error('usage: node screens.mjs OUTDIR [PART]');
mkdirSync(out, { recursive: true });

const whole = { fullPage: true };
const english = { language: 'en-GB' };
const dark = { colorScheme: 'dark' };
/** Fills in code and secret, as people do who want to see all of it. */
const withSecret = ({ number, secret }) => async (page) => {
  await page.locator('#code').fill(number);
  await page.locator('#secret').fill(secret);
  await page.locator('main form button').click();
};
const screens = (dossiers) => [
  ['home', '/', {}, whole],
  ['home-dark-phone', '/', { viewport: phone, ...dark }],
  ['results-phone', '/procedures?q=khai%20sinh', { viewport: phone }],
  ['procedure', '/procedures/1.001193', {}],
  ['procedure-en', '/procedures/2.000815?lang=en', english],
  ['suggestions-phone', '/', { viewport: phone }, {}, async (page) => {
    await page.locator('#q').fill('khai sinh');
    await page.locator('[role=option]').first().waitFor();
    await page.locator('#q').press('ArrowDown');
  }],
  ['register', '/register', {}, whole],
  ['register-phone', '/register?late=true', { viewport: phone, ...dark }, whole],
  ['procedure-old-version', '/procedures/1.001193?version=1', {}, {}],
  ['points', '/points', {}],
  ['points-near-phone', '/points?q=ba%20dinh', { viewport: phone }, {}],
  ['points-which', '/points?q=cua&lang=en', english, {}],
  ['follow-form-phone', '/follow', { viewport: phone }, whole],
  ['follow', `/follow/${dossiers['in time'].number}`, {}],
  ['follow-in-time', `/follow/${dossiers['in time'].number}`, {}, whole],
  ['follow-in-time-phone', `/follow/${dossiers['in time'].number}`, { viewport: phone }, whole],
  ['follow-near-en-dark', `/follow/${dossiers.near.number}`, { ...english, ...dark }, whole],
  ['follow-late', `/follow/${dossiers.late.number}`, {}, whole],
  ['follow-personal', '/follow', {}, whole, withSecret(dossiers.near)],
  ['follow-ready-personal-phone', '/follow', { viewport: phone }, whole, withSecret(dossiers.ready)],
  ['follow-unknown', '/follow/H26.00004-261125-9999', {}, whole],
  ['follow-wrong-secret', '/follow', {}, whole, withSecret({ number: dossiers.near.number, secret: 'WRONG1' })],
  ['follow-not-public', `/follow/${dossiers['not public'].number}`, {}, whole],
];

const record = makeRecord('sqlite');
const server = await serve(record);
const browser = await launch();
try {
  const dossiers = await makeDossiers(server.base, record);
  for (const [name, path, settings, picture, act] of screens(dossiers).filter(([name]) => name.includes(part))) {
    const page = await visitor(browser, { viewport: desktop, ...settings });
    await page.goto(server.base + path);
    await act?.(page);
    await page.screenshot({ path: join(out, `${name}.png`), ...picture });
    await page.context().close();
  }
  for (const [name, path] of [['procedure', '/procedures/1.001193'], ['follow', `/follow/${dossiers['in time'].number}`]]) {
    const page = await visitor(browser, {});
    await page.goto(server.base + path);
    await page.pdf({ path: join(out, `${name}-printed.pdf`), format: 'A4' });
    await page.context().close();
  }
} finally {
  await browser.close();
  await server.stop();
  record.remove();
}
