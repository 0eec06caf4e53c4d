/**
 * Takes the pictures of the README and docs from a run's report: `make screenshots`, or
 * `node --import tsx bin/write-screenshots.ts runs/sports`. CHROMIUM names the browser; .ci/chromium finds or installs one.
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
async function selectHub(page: Page, mode: 'graph' | 'graph and matrix'): Promise<void> {
  const view = page.locator('.bar label', { hasText: /^View/ }).locator('select');
  await view.selectOption('table');
  await page.locator('.fallback tbody button').first().click();
  await view.selectOption(mode);
}

/** The figure with this title at the top of the window. */
async function scrollTo(page: Page, title: string): Promise<void> {
  await page
    .locator('figure', { hasText: title })
    .first()
    .evaluate((figure) => figure.scrollIntoView({ behavior: 'instant' }));
}

const WIDE = { page: 'index.html', width: 1360, theme: 'light' } as const;

const SHOTS: readonly Shot[] = [
  { ...WIDE, name: 'report', height: 900 },
  { name: 'report-phone', page: 'index.html', width: 390, height: 844, theme: 'dark' },
  {
    ...WIDE,
    name: 'co-occurrence',
    height: 640,
    prepare: (page) => scrollTo(page, 'Correlation of attributions over prompts'),
  },
  {
    ...WIDE,
    name: 'edges-under-nulls',
    height: 640,
    prepare: (page) => scrollTo(page, 'with those that a null explains in grey'),
  },
  {
    ...WIDE,
    name: 'nulls',
    height: 1000,
    prepare: (page) => scrollTo(page, 'Observed values in the distributions of the nulls'),
  },
  {
    ...WIDE,
    name: 'steering',
    height: 1080,
    prepare: (page) => scrollTo(page, 'Sets within a cluster, between clusters, and controls'),
  },
  { name: 'network', page: 'network.html', width: 1360, height: 800, theme: 'light' },
  {
    name: 'network-feature',
    page: 'network.html',
    width: 1360,
    height: 800,
    theme: 'dark',
    prepare: (page) => selectHub(page, 'graph and matrix'),
  },
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
  const page = await browser.newPage({
    viewport: { width: shot.width, height: shot.height },
    colorScheme: shot.theme,
    reducedMotion: 'reduce',
  });
  await page.goto(pathToFileURL(resolve(join(run, 'report', shot.page))).href);
  await shot.prepare?.(page);
  await page.waitForTimeout(SETTLE_MS);
  await page.screenshot({ path: join(folder, `${shot.name}.png`) });
  await page.close();
  process.stdout.write(`docs/images/${shot.name}.png\n`);
}
await browser.close();
