/** Chromium for the tests of pages: no network but this machine's, no traces of its own. */
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

export function launchChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

/** A page in a context of its own, with what went wrong in it: errors of scripts, refused resources, breaches of the security policy. */
export async function openPage(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<{ readonly page: Page; readonly faults: string[] }> {
  const page = await (await browser.newContext(options)).newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => { faults.push(error.message); });
  page.on('console', (message) => { if (message.type() === 'error') faults.push(message.text()); });
  page.setDefaultTimeout(15_000);
  await page.goto(url);
  return { page, faults };
}
