import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildReport } from '../../../reports/build.ts';
import { serve } from '../../../reports/server.ts';
import { DOORS } from '../doors.ts';
import { writeSyntheticRun } from '../synthetic-run.ts';
import { launch, open, type Watched } from './browser.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const dir = mkdtempSync(join(tmpdir(), 'cofire-'));
const url = `file://${dir}/report/index.html`;
let browser: Browser;

beforeAll(async () => {
  await writeSyntheticRun(dir);
  await buildReport(dir, { doors: DOORS });
  browser = await launch();
}, 60_000);
afterAll(() => browser.close());

async function seriousFindings({ page }: Watched): Promise<string[]> {
  await page.evaluate(() => {
    for (const folded of document.querySelectorAll('details')) folded.open = true;
  });
  await page.addScriptTag({ content: AXE }).catch(() => page.evaluate(AXE));
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run();
    return violations
      .filter((one) => one.impact === 'serious' || one.impact === 'critical')
      .map(
        (one) =>
          `${one.id}: ${one.nodes
            .slice(0, 3)
            .map((node) => node.html.slice(0, 160))
            .join(' | ')}`,
      );
  });
}

describe('the report, opened from disk', () => {
  it('is one file of at most 8 MB', () => {
    expect(statSync(join(dir, 'report/index.html')).size).toBeLessThanOrEqual(8e6);
  });

  it('opens without an error or a request, and fits a phone, a tablet and a wide screen', async () => {
    for (const width of [360, 820, 1920]) {
      const { page, faults } = await open(browser, url, { width });
      const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      expect(content).toBeLessThanOrEqual(window);
      expect(faults).toEqual([]);
      await page.close();
    }
  });

  it('shows every point of a wide chart on a phone, and the edge of a table that goes on', async () => {
    const { page } = await open(browser, url, { width: 390 });
    expect(await page.locator('.wide-chart').first().isVisible()).toBe(false);
    for (const chart of await page.locator('.narrow-chart').all()) {
      const hidden = await chart.evaluate(
        (box) => (box.parentElement?.scrollWidth ?? 0) - (box.parentElement?.clientWidth ?? 0),
      );
      expect(hidden).toBe(0);
    }
    const shadows = await page
      .locator('.scroll')
      .first()
      .evaluate((box) => getComputedStyle(box).backgroundAttachment);
    expect(shadows).toMatch(/^local, local, scroll, scroll/);
    await page.close();
  });

  it('has every section in order, and every figure a caption with a caution', async () => {
    const { page } = await open(browser, url);
    expect(
      await page.locator('main > section').evaluateAll((sections) => sections.map((section) => section.id)),
    ).toEqual([
      'verdicts',
      'reproduction',
      'run',
      'task',
      'relevance',
      'cooccurrence',
      'network',
      'clusters',
      'effect',
      'transfer',
      'source',
      'edge-effect',
      'metrics',
      'steering',
      'importance',
      'nulls',
      'anomalies',
      'methods',
    ]);
    const figures = await page.locator('figure:not(.tabular)').count();
    expect(figures).toBeGreaterThan(10);
    expect(await page.locator('figure:not(.tabular) figcaption .caution').count()).toBe(figures);
    await page.close();
  });

  it.each(['light', 'dark'] as const)(
    'has no serious accessibility finding in the %s theme',
    async (colorScheme) => {
      const watched = await open(browser, url, { colorScheme });
      expect(await seriousFindings(watched)).toEqual([]);
      await watched.page.close();
    },
    60_000,
  );

  it.each(['light', 'dark'] as const)(
    'the viewer with a feature selected has no serious accessibility finding in the %s theme',
    async (colorScheme) => {
      const watched = await open(browser, url.replace('index.html', 'network.html'), { colorScheme });
      const view = watched.page.locator('.bar label', { hasText: /^View/ }).locator('select');
      await view.selectOption('table');
      await watched.page.locator('.fallback tbody button').first().click();
      expect(await seriousFindings(watched)).toEqual([]);
      await view.selectOption('graph and matrix');
      expect(await seriousFindings(watched)).toEqual([]);
      await watched.page.close();
    },
    60_000,
  );

  it('prints every figure, folded ones too, and none of the controls', async () => {
    const { page } = await open(browser, url);
    await page.emulateMedia({ media: 'print' });
    const folded = page.locator('details.more figure').first();
    expect(await folded.evaluate((figure) => figure.checkVisibility({ contentVisibilityAuto: true }))).toBe(true);
    expect(await page.locator('.viewer .bar').isVisible()).toBe(false);
    expect(await page.locator('nav.contents').isVisible()).toBe(false);
    await page.close();
  });

  it('gives the numbers of a figure as CSV and shows its query', async () => {
    const { page, faults } = await open(browser, url);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('#cooccurrence [data-csv="report_sweep"]').click(),
    ]);
    expect(download.suggestedFilename()).toBe('report_sweep.csv');
    expect(readFileSync((await download.path()) ?? '', 'utf8')).toMatch(
      /^threshold,edges,density,components,giant,modularity,ari\r\n0\.3,/,
    );
    await page.locator('[data-query="report_sweep"]').click();
    expect(await page.locator('#query-dialog').textContent()).toContain('FROM sweep');
    await page.keyboard.press('Escape');
    expect(faults).toEqual([]);
    await page.close();
  });

  it('reads the heat map under the pointer and by the arrow keys', async () => {
    const { page } = await open(browser, url);
    const map = page.locator('.heatmap').first();
    await map.scrollIntoViewIfNeeded();
    await map.hover({ position: { x: 5, y: 5 } });
    expect(await map.locator('output').textContent()).toMatch(/^features \d+ and \d+: r = −?\d\.\d\d$/);
    await map.focus();
    await page.keyboard.press('ArrowRight');
    expect(await map.locator('output').textContent()).toMatch(/^features \d+ and \d+: r/);
    await page.close();
  });

  it('changes its theme', async () => {
    const { page } = await open(browser, url);
    const paper = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const before = await paper();
    await page.locator('[data-theme-toggle]').click();
    expect(await paper()).toBe(before);
    await page.locator('[data-theme-toggle]').click();
    expect(await paper()).not.toBe(before);
    await page.close();
  });

  it('works the same from the server, under its policy', async () => {
    const serving = await serve(dir, 0);
    const { page, faults } = await open(browser, serving.url);
    await page.locator('.viewer canvas').first().waitFor();
    await page.goto(`${serving.url}network`);
    await page.locator('.viewer canvas').first().waitFor();
    expect(faults.filter((fault) => !fault.startsWith('request: http://127.0.0.1'))).toEqual([]);
    await page.close();
    await serving.close();
  });
});

describe('a run with nothing in it', () => {
  it('still has a report that says what is missing', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'cofire-'));
    await writeSyntheticRun(empty, { only: [] });
    await buildReport(empty, { doors: DOORS });
    const { page, faults } = await open(browser, `file://${empty}/report/index.html`);
    expect(await page.locator('.note.absent').count()).toBeGreaterThan(8);
    expect(faults).toEqual([]);
    await page.close();
  });
});

describe('hostile text in task, labels and names', () => {
  it('stays text everywhere', async () => {
    const hostile = mkdtempSync(join(tmpdir(), 'cofire-'));
    await writeSyntheticRun(hostile, { hostile: true });
    await buildReport(hostile, { doors: DOORS });
    const { page, faults } = await open(browser, `file://${hostile}/report/index.html`);
    await page.locator('.viewer input[type="search"]').fill('11');
    await page.keyboard.press('Enter');
    await page.locator('.viewer .side svg').first().waitFor();
    await page.locator('.viewer select').filter({ hasText: 'table' }).selectOption('table');
    expect(await page.evaluate(() => (globalThis as { pwned?: number }).pwned)).toBeUndefined();
    expect(await page.locator('img[src="x"]').count()).toBe(0);
    expect(await page.title()).toContain('<script>');
    expect(faults).toEqual([]);
    await page.close();
  });
});
