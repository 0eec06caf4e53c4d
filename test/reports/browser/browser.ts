/** One Chromium for a test file, and a page that remembers everything that must not happen: console errors, exceptions, requests. */
import { type Browser, chromium, type Page } from 'playwright-core';
import { chromiumPath } from '../../browser.ts';

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath(),
    // Software drawing, so that WebGL works on a machine without a display.
    args: ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
  });
}

export interface Watched {
  readonly page: Page;
  /** Console errors and warnings of the page's own, exceptions, and requests beyond the page's own files. */
  readonly faults: string[];
}

export async function open(
  browser: Browser,
  url: string,
  options: { width?: number; colorScheme?: 'light' | 'dark'; timeoutMs?: number } = {},
): Promise<Watched> {
  const page = await browser.newPage({
    viewport: { width: options.width ?? 1280, height: 900 },
    colorScheme: options.colorScheme ?? 'light',
    // The camera of the viewer is then where it goes at once, however slow the machine.
    reducedMotion: 'reduce',
  });
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`exception: ${error.message}`));
  page.on('request', (request) => {
    if (
      !/^(data|blob):/.test(request.url()) &&
      request.url() !== page.url() &&
      request.url() !== url &&
      request.url().split('#')[0] !== url.split('#')[0]
    )
      faults.push(`request: ${request.url()}`);
  });
  page.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(url, options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs });
  return { page, faults };
}
