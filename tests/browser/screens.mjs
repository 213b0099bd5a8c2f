// node tests/browser/screens.mjs BASE OUTDIR: pictures of the public pages of a running server, to be looked at.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { desktop, launch, phone, visitor } from './browser.mjs';

const [base, out] = process.argv.slice(2);
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
await browser.close();
