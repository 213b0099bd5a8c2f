// Debian's Chromium, headless, for tests that look at pages as people do.
import { chromium } from 'playwright-core';

export const desktop = { width: 1280, height: 900 };
export const phone = { width: 360, height: 740 };

export function launch() {
  return chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}

/** A fresh visitor: language of the browser, JavaScript or none, size of the window. */
export async function visitor(browser, { language = 'vi-VN', javaScript = true, viewport = desktop, ...more } = {}) {
  const context = await browser.newContext({ locale: language, javaScriptEnabled: javaScript, viewport, ...more });
  return context.newPage();
}
