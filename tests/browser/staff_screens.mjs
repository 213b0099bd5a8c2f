// node tests/browser/staff_screens.mjs OUTDIR: pictures of the staff application, to be looked at. Serves a record of its own
// that receives a few dossiers of invented persons.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { makeRecord, serve } from '../binary.mjs';
import { desktop, launch, phone } from './browser.mjs';
import { cardOf, chooseProcedure, openStaff, receive, scan } from './staff.mjs';

const [out] = process.argv.slice(2);
if (!out) throw new Error('usage: node staff_screens.mjs OUTDIR');
mkdirSync(out, { recursive: true });

const record = makeRecord('sqlite');
const server = await serve(record);
const browser = await launch();
try {
  await staffScreens();
} finally {
  await browser.close();
  await server.stop();
  record.remove();
}

async function staffScreens() {
  const officer = (account, path, settings) => openStaff(browser, server, { account, record, path, viewport: desktop, ...settings });
  const picture = async (page, name, settings) => {
    await page.mouse.move(0, 0);
    await page.waitForTimeout(600);
    await page.screenshot({ path: join(out, `${name}.png`), ...settings });
  };
  const serial = Math.floor(Date.now() / 1000) % 100_000;
  const signingIn = await openStaff(browser, server, { viewport: phone });
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
