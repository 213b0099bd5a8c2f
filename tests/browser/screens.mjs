// node tests/browser/screens.mjs BASE OUTDIR [ACCOUNT=PASSWORD…]: pictures of the public pages of a running server, to be
// looked at; with the passwords of the demo accounts counter and specialist also those of the staff application, which
// receive a few dossiers of invented persons.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { desktop, launch, phone, visitor } from './browser.mjs';
import { cardOf, chooseProcedure, openStaff, receive, scan } from './staff.mjs';

const [base, out, ...accounts] = process.argv.slice(2);
const passwords = Object.fromEntries(accounts.map((one) => one.split('=')));
if (!out) throw new Error('usage: node screens.mjs BASE OUTDIR');
mkdirSync(out, { recursive: true });

const screens = [
  ['home', '/', {}],
  ['home-dark-phone', '/', { viewport: phone, colorScheme: 'dark' }],
  ['results-phone', '/procedures?q=khai%20sinh', { viewport: phone }],
  ['procedure', '/procedures/1.001193', {}],
  ['procedure-en', '/procedures/2.000815?lang=en', { language: 'en-GB' }],
];

const browser = await launch();
for (const [name, path, settings] of screens) {
  const page = await visitor(browser, { viewport: desktop, ...settings });
  await page.goto(base + path);
  await page.screenshot({ path: join(out, `${name}.png`), fullPage: name === 'home' });
  await page.context().close();
}
const page = await visitor(browser, {});
await page.goto(`${base}/procedures/1.001193`);
await page.pdf({ path: join(out, 'procedure-printed.pdf'), format: 'A4' });

if (passwords.counter && passwords.specialist) await staffScreens();
await browser.close();

async function staffScreens() {
  const officer = (account, path, settings) => openStaff(browser, { base }, { account, record: { passwords }, path, viewport: desktop, ...settings });
  const picture = async (page, name, settings) => {
    await page.mouse.move(0, 0);
    await page.waitForTimeout(600);
    await page.screenshot({ path: join(out, `${name}.png`), ...settings });
  };
  const serial = Math.floor(Date.now() / 1000) % 100_000;
  const signingIn = await openStaff(browser, { base }, { viewport: phone });
  await picture(signingIn, 'staff-sign-in-phone');

  const counter = await officer('counter', '/staff/counter');
  await counter.keyboard.type('khai sinh');
  await counter.locator('.picker-list [role=option]').first().waitFor();
  await picture(counter, 'staff-find');
  await counter.locator('[data-where="/procedure"]').fill('');
  await chooseProcedure(counter, '1.001193');
  await scan(counter, cardOf(serial));
  await counter.locator('[data-row]').first().focus();
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'Space', 'ArrowDown', 'ArrowDown', 'x', 'ArrowDown', 's', '2']) await counter.keyboard.press(key);
  await counter.locator('.review .hero-date').waitFor();
  await picture(counter, 'staff-papers');
  await counter.locator('[data-where="/applicant/phone"]').focus();
  await counter.evaluate(() => globalThis.scrollTo(0, 0));
  await picture(counter, 'staff-intake');
  await counter.keyboard.press('F4');
  await scan(counter, cardOf(serial + 1, 'Trần Văn Ví Dụ (giả định)'));
  await counter.locator('[data-where="/procedure"]').focus();
  await chooseProcedure(counter, '2.000815');
  await counter.locator('.review .hero-date').waitFor();
  await picture(counter, 'staff-parked');
  await counter.keyboard.press('F8');
  await picture(counter, 'staff-wrong-door');
  await counter.keyboard.press('Escape');
  await receive(counter);
  await picture(counter, 'staff-received');
  await counter.pdf({ path: join(out, 'staff-receipt.pdf'), preferCSSPageSize: true });
  await counter.keyboard.press('F2');
  await counter.keyboard.press('F1');
  await picture(counter, 'staff-keys');

  const list = await officer('specialist', '/staff/worklist');
  await list.locator('.rows').waitFor();
  await picture(list, 'staff-worklist');
  await list.locator('.row-link').first().click();
  await list.locator('.timeline li').first().waitFor();
  await picture(list, 'staff-dossier');
  const dark = await officer('specialist', '/staff/worklist', { viewport: phone, colorScheme: 'dark', language: 'en-GB' });
  await dark.locator('.rows').waitFor();
  await picture(dark, 'staff-worklist-dark-phone');
}
