import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Download, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildReport } from '../../../reports/build.ts';
import { type NetworkFile, networkFileSchema } from '../../../reports/network-file.ts';
import { DOORS } from '../doors.ts';
import { writeSyntheticRun } from '../synthetic-run.ts';
import { launch, open } from './browser.ts';

const dir = mkdtempSync(join(tmpdir(), 'cofire-'));
const url = `file://${dir}/report/network.html`;
let browser: Browser;
let network: NetworkFile;
let page: Page;
let faults: string[];

beforeAll(async () => {
  await writeSyntheticRun(dir);
  await buildReport(dir, { doors: DOORS });
  network = networkFileSchema.parse(JSON.parse(readFileSync(join(dir, 'network.json'), 'utf8')));
  browser = await launch();
}, 60_000);
afterAll(() => browser.close());
beforeEach(async () => {
  ({ page, faults } = await open(browser, url));
});
afterEach(async () => {
  expect(faults).toEqual([]);
  await page.close();
});

const status = (): Promise<string | null> => page.locator('.status').textContent();
const heading = (): Promise<string | null> => page.locator('.side h3').textContent();
const choice = (label: string): ReturnType<Page['locator']> =>
  page.locator('.bar label', { hasText: new RegExp(`^${label}`) }).locator('select');

async function search(text: string): Promise<void> {
  await page.locator('input[type="search"]').fill(text);
  await page.locator('input[type="search"]').press('Enter');
}

async function exported(name: string): Promise<Download> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('select[aria-label="Export"]').selectOption({ label: name }),
  ]);
  return download;
}

async function textOf(download: Download): Promise<string> {
  return readFileSync((await download.path()) ?? '', 'utf8');
}

/** The best connected feature, and its strongest neighbour. */
function hub(): { id: number; neighbour: number } {
  const id = [...network.nodes].sort((a, b) => (b.values[0] ?? 0) - (a.values[0] ?? 0))[0].id;
  const [edge] = network.edges
    .filter((one) => one.a === id || one.b === id)
    .sort((a, b) => Math.abs(b.r) - Math.abs(a.r));
  return { id, neighbour: edge.a === id ? edge.b : edge.a };
}

describe('network viewer', () => {
  it('shows the stored network with a legend', async () => {
    expect(await status()).toContain(
      `${network.nodes.length} of ${network.nodes.length} features, ${network.edges.length} of ${network.edges.length} edges`,
    );
    expect(await page.locator('.key-box').textContent()).toContain('cluster 1');
    expect(await page.locator('.canvas canvas').count()).toBeGreaterThan(3);
  });

  it('finds a feature, lists its neighbours with r, and walks to one in two clicks', async () => {
    const { id, neighbour } = hub();
    await search(String(id));
    expect(await heading()).toBe(`Feature ${id}`);
    const first = page.locator('.neighbours button').first();
    expect(await first.textContent()).toMatch(new RegExp(`^${neighbour}.*r −?0\\.\\d{3}$`));
    expect(await page.locator('.side svg.mini').count()).toBe(2);
    await first.click();
    expect(await heading()).toBe(`Feature ${neighbour}`);
  });

  it('selects the node under the pointer, and lets go on empty ground', async () => {
    await search(String(hub().id));
    await page.waitForTimeout(500);
    const box = (await page.locator('.canvas').boundingBox())!;
    await page.locator('.canvas').focus();
    await page.keyboard.press('Escape');
    expect(await heading()).toBe('No feature selected');
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    // Longer than what sigma takes for a double click.
    await page.waitForTimeout(400);
    expect(await heading()).toBe(`Feature ${hub().id}`);
    await page.mouse.click(box.x + 4, box.y + box.height - 200);
    await page.waitForTimeout(400);
    expect(await heading()).toBe('No feature selected');
  });

  it('raises the threshold, recomputes components and says whether the clusters still hold', async () => {
    await page.getByLabel('Threshold').fill('0.8');
    const left = network.edges.filter((edge) => Math.abs(edge.r) >= 0.8).length;
    expect(await status()).toContain(`${left} of ${network.edges.length} edges`);
    expect(await status()).toMatch(/Still valid|no longer hold/);
  });

  it('filters by sign and by kept clusters', async () => {
    await choice('Sign').selectOption('negative');
    expect(await status()).toContain(`${network.edges.filter((edge) => edge.r < 0).length} of`);
    await choice('Sign').selectOption('all');
    await page.getByRole('button', { name: 'Kept clusters only' }).click();
    expect(await status()).toContain(
      `${network.nodes.filter((node) => node.kept).length} of ${network.nodes.length} features`,
    );
  });

  it('filters by q, by the nulls that edges survive, and by a largest weight', async () => {
    const shows = async (count: number): Promise<void> => {
      expect(await status()).toContain(` ${count} of ${network.edges.length} edges`);
    };
    await choice('q').selectOption('≤ 0.001');
    await shows(network.edges.filter((edge) => (edge.q ?? 1) <= 0.001).length);
    await choice('q').selectOption('all');
    await choice('Nulls').selectOption('survive every decisive');
    const surviving = network.edges.filter((edge) => edge.survives_decisive).length;
    expect(surviving).toBeGreaterThan(0);
    await shows(surviving);
    await choice('Nulls').selectOption('rotation');
    const place = network.nulls.indexOf('rotation');
    await shows(network.edges.filter((edge) => edge.survives.includes(place)).length);
    await choice('Nulls').selectOption('all');
    await page.getByLabel('Largest weight').fill('0.8');
    await shows(network.edges.filter((edge) => Math.abs(edge.r) <= 0.8).length);
  });

  it('colours by how many of a feature’s edges survive, and says so for each neighbour', async () => {
    await choice('Colour').selectOption('edges surviving nulls');
    expect(await page.locator('.key-box').textContent()).toContain('edges surviving nulls: 0');
    await search(String(hub().id));
    expect(await page.locator('.neighbours .nulls').first().textContent()).toMatch(/^[0-3]\/3$/);
  });

  it('colours by component and by any measure, and sizes by any measure', async () => {
    await choice('Colour').selectOption('component');
    expect(await page.locator('.key-box').textContent()).toContain('component 1');
    await choice('Colour').selectOption('closeness');
    expect(await page.locator('.key-box .ramp').count()).toBe(1);
    await choice('Size').selectOption('max_activation');
    expect(await page.locator('.key-box').textContent()).toContain('size: max_activation');
  });

  it('keeps the view in the address, and opens it again', async () => {
    const { id } = hub();
    await search(String(id));
    await choice('Colour').selectOption('degree');
    const address = page.url();
    expect(address).toContain(`selected=${id}`);
    await page.goto('about:blank');
    await page.goto(address);
    expect(await heading()).toBe(`Feature ${id}`);
    expect(await choice('Colour').inputValue()).toBe('degree');
  });

  it('undoes', async () => {
    await choice('Sign').selectOption('positive');
    await page.getByRole('button', { name: 'Undo' }).click();
    expect(await choice('Sign').inputValue()).toBe('all');
    expect(await page.getByRole('button', { name: 'Undo' }).isDisabled()).toBe(true);
  });

  it('pins, shows neighbours only, and answers to the keyboard', async () => {
    const { id, neighbour } = hub();
    await search(String(id));
    await page.locator('.canvas').focus();
    await page.keyboard.press('p');
    expect(await page.getByRole('button', { name: 'Unpin' }).count()).toBe(1);
    await page.keyboard.press('e');
    const near = network.edges.filter((edge) => edge.a === id || edge.b === id).length;
    expect(await status()).toContain(`${near + 1} of`);
    await page.keyboard.press('e');
    await page.keyboard.press('ArrowRight');
    expect(await heading()).toBe(`Feature ${neighbour}`);
    await page.keyboard.press('Escape');
    expect(await heading()).toBe('No feature selected');
  });

  it('says when the stored clusters no longer hold, and when edges are filtered', async () => {
    await page.getByLabel('Threshold').fill('0.8');
    expect(await status()).toMatch(/no longer hold: what greedy modularity finds at 0\.8 agrees/);
    await page.getByRole('button', { name: 'Undo' }).click();
    await choice('Repeats').selectOption('in 80 %');
    const stable = network.edges.filter((edge) => (edge.present ?? 0) >= 0.8).length;
    expect(await status()).toContain(`${stable} of ${network.edges.length} edges`);
    expect(await status()).toContain('not of the edges shown');
  });

  it('finds features by token and shows what they promote and suppress, with a link', async () => {
    await search('tennis');
    expect(await page.locator('.tokens').count()).toBe(2);
    expect(await page.locator('.tokens').first().textContent()).toContain('␣tennis');
    expect(await page.locator('.side a').getAttribute('href')).toMatch(
      /^https:\/\/www\.neuronpedia\.org\/gpt2-small\/7-res-jb\/\d+$/,
    );
  });

  it('keeps names, notes and groups of the reader in the address', async () => {
    const { id, neighbour } = hub();
    await search(String(id));
    await page.locator('.side label', { hasText: 'Name' }).locator('input').fill('my <b>hub</b>');
    await page.locator('.side label', { hasText: 'Note' }).locator('input').fill('look again');
    await page.getByRole('button', { name: 'Pin', exact: true }).click();
    await page.locator('.neighbours button').first().click();
    await page.getByRole('button', { name: 'Pin', exact: true }).click();
    await page.locator('.canvas').focus();
    await page.keyboard.press('Escape');
    await page.getByLabel('Name of the new group').fill('pair');
    await page.getByRole('button', { name: 'Group pinned' }).click();
    const address = page.url();
    await page.goto('about:blank');
    await page.goto(address);
    expect(await page.locator('.side').textContent()).toContain('pair: ');
    expect(await page.locator('.side').textContent()).toContain(`${id} · my <b>hub</b>`);
    expect(await page.locator('.key-box').textContent()).toContain('pair');
    await search(String(neighbour));
    await page.locator('.neighbours button', { hasText: 'my <b>hub</b>' }).click();
    expect(await page.locator('.side label', { hasText: 'Note' }).locator('input').inputValue()).toBe('look again');
  });

  it('lays the network out live, and stops', async () => {
    const button = page.getByRole('button', { name: 'Lay out' });
    const places = async (): Promise<(string | undefined)[]> =>
      [...(await textOf(await exported('SVG picture'))).matchAll(/cx="([^"]+)"/g)].map(([, x]) => x);
    const before = await places();
    await button.click();
    expect(await button.getAttribute('aria-pressed')).toBe('true');
    await page.waitForTimeout(700);
    await button.click();
    expect(await button.getAttribute('aria-pressed')).toBe('false');
    expect(await places()).not.toEqual(before);
  });

  it('fills the screen and comes back', async () => {
    await page.getByRole('button', { name: 'Full screen' }).click();
    await page.waitForFunction(() => document.fullscreenElement !== null);
    await page.getByRole('button', { name: 'Full screen' }).click();
    await page.waitForFunction(() => document.fullscreenElement === null);
  });

  it('puts the matrix beside the drawing', async () => {
    await choice('View').selectOption('graph and matrix');
    const [left, right] = [
      await page.locator('.canvas').boundingBox(),
      await page.locator('.fallback canvas').boundingBox(),
    ];
    expect(left!.x + left!.width).toBeLessThanOrEqual(right!.x);
    await page.locator('.fallback canvas').click({ position: { x: 20, y: 20 } });
    expect(await heading()).toMatch(/^Feature \d+$/);
    expect(await choice('View').inputValue()).toBe('graph and matrix');
  });

  it('draws the matrix, and a table that needs no drawing at all', async () => {
    await choice('View').selectOption('matrix');
    const canvas = page.locator('.fallback canvas');
    await canvas.hover({ position: { x: 20, y: 20 } });
    expect(await page.locator('.fallback output').textContent()).toMatch(/ and .*: /);
    await choice('View').selectOption('table');
    await page.locator('.fallback tbody button').first().click();
    expect(await heading()).toMatch(/^Feature \d+$/);
  });

  it('exports pictures, graphs and edges', async () => {
    const png = readFileSync((await (await exported('PNG picture')).path()) ?? '');
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect(png.length).toBeGreaterThan(10_000);
    expect((await textOf(await exported('SVG picture'))).match(/<circle/g)).toHaveLength(network.nodes.length);
    expect((await textOf(await exported('GEXF (shown)'))).match(/<edge /g)).toHaveLength(network.edges.length);
    expect((await textOf(await exported('GraphML (shown)'))).match(/<node /g)).toHaveLength(network.nodes.length);
    expect(networkFileSchema.parse(JSON.parse(await textOf(await exported('JSON (all)'))))).toEqual(network);
    expect((await textOf(await exported('CSV of edges (shown)'))).trim().split('\r\n')).toHaveLength(
      network.edges.length + 1,
    );
  });
});

describe('without WebGL', () => {
  it('shows the table', async () => {
    const plain = await browser.newPage();
    await plain.addInitScript(() => {
      HTMLCanvasElement.prototype.getContext = () => null;
    });
    await plain.goto(url);
    expect(await plain.locator('.fallback tbody tr').count()).toBe(network.nodes.length);
    await plain.close();
  });
});
