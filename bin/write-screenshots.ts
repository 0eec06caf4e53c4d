/**
 * Takes the pictures of the README and docs from a run's report: `node --import tsx bin/write-screenshots.ts runs/sports`.
 * CHROMIUM names the browser; .ci/chromium finds or installs one.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium, type Page } from 'playwright-core';

interface Shot {
  readonly name: string;
  readonly page: 'index.html' | 'network.html';
  readonly width: number;
  readonly height: number;
  readonly theme: 'light' | 'dark';
  readonly prepare?: (page: Page) => Promise<void>;
}

/** The feature with most neighbours is the first of the viewer's table. */
async function selectHub(page: Page): Promise<void> {
  const mode = page.locator('.bar label', { hasText: 'View' }).locator('select');
  await mode.selectOption('table');
  await page.locator('.fallback tbody button').first().click();
  await mode.selectOption('graph');
}

async function scrollTo(page: Page, id: string): Promise<void> {
  await page.locator(`#${id}`).evaluate((section) => section.scrollIntoView({ behavior: 'instant' }));
}

const SHOTS: readonly Shot[] = [
  { name: 'report', page: 'index.html', width: 1360, height: 900, theme: 'light' },
  { name: 'report-phone', page: 'index.html', width: 390, height: 844, theme: 'dark' },
  {
    name: 'co-occurrence',
    page: 'index.html',
    width: 1360,
    height: 700,
    theme: 'light',
    prepare: (page) => scrollTo(page, 'cooccurrence'),
  },
  {
    name: 'steering',
    page: 'index.html',
    width: 1360,
    height: 900,
    theme: 'light',
    prepare: (page) => scrollTo(page, 'steering'),
  },
  { name: 'network', page: 'network.html', width: 1360, height: 800, theme: 'light' },
  { name: 'network-feature', page: 'network.html', width: 1360, height: 800, theme: 'dark', prepare: selectHub },
];
/** Long enough for sigma's first frames and the camera's move. */
const SETTLE_MS = 900;

const [run] = process.argv.slice(2);
if (run === undefined) throw new Error('write-screenshots: no folder given, expected the folder of a run');
const folder = fileURLToPath(new URL('../docs/images/', import.meta.url));
const finder = fileURLToPath(new URL('../.ci/chromium', import.meta.url));
const executablePath = process.env.CHROMIUM ?? execFileSync(finder, { encoding: 'utf8' }).trim();
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
});
for (const shot of SHOTS) {
  const page = await browser.newPage({ viewport: { width: shot.width, height: shot.height }, colorScheme: shot.theme });
  await page.goto(pathToFileURL(resolve(join(run, 'report', shot.page))).href);
  await shot.prepare?.(page);
  await page.waitForTimeout(SETTLE_MS);
  await page.screenshot({ path: join(folder, `${shot.name}.png`) });
  await page.close();
  process.stdout.write(`docs/images/${shot.name}.png\n`);
}
await browser.close();
