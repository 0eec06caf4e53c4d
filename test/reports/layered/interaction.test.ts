import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launch, open } from '../browser/browser.ts';
import { writeDrawingPage } from './drawing-page.ts';
import { causalDrawing, tokenDrawing } from './drawings.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const graph = causalDrawing();
const url = writeDrawingPage([graph, tokenDrawing()]);
let browser: Browser;
let page: Page;
let faults: string[];
let root: Locator;

beforeAll(async () => {
  browser = await launch();
}, 60_000);
afterAll(() => browser.close());
beforeEach(async () => {
  ({ page, faults } = await open(browser, url, { width: 1440 }));
  root = page.locator('#graph-1');
}, 60_000);
afterEach(async () => {
  expect(faults).toEqual([]);
  await page.close();
});

const node = (at: number): Locator => root.locator(`[data-node="${at}"]`);
const status = (): Promise<string | null> => root.locator('.status').textContent();
const heading = (): Promise<string | null> => root.locator('.side h3').textContent();
const slider = (name: string): Locator => root.getByRole('slider', { name });
const nodeAt = (id: string): number => graph.nodes.findIndex((one) => one.id === id);
/** A corner of the box that is not its link. */
const choose = (at: number, shift = false): Promise<void> =>
  node(at).click({ position: { x: 40, y: 30 }, modifiers: shift ? ['Shift'] : [] });

/** Findings of axe at every severity. */
async function findings(one: Page): Promise<string[]> {
  await one.evaluate(AXE);
  return one.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run();
    return violations.map((found) => `${found.impact} ${found.id}: ${found.nodes[0].html.slice(0, 200)}`);
  });
}

describe('hover', { timeout: 90_000 }, () => {
  it('shows every number of a node and sets back what it is not joined to', async () => {
    await node(8).hover();
    const text = await root.locator('.reading').textContent();
    for (const { name } of graph.node_measures) expect(text).toContain(name);
    const joined = graph.edges.filter((edge) => [edge.source, edge.target].includes(graph.nodes[8].id)).length;
    expect(await root.locator('.edge.near').count()).toBe(joined);
    expect(await root.locator('.edge.far').count()).toBe(graph.edges.length - joined);
    await page.mouse.move(2, 2);
    expect(await root.locator('.reading').isVisible()).toBe(false);
    expect(await root.locator('.far').count()).toBe(0);
  });

  it('shows every number of an edge, and marks its two ends', async () => {
    const at = nodeAt(graph.edges[0].source);
    await root
      .locator('[data-edge="0"] .hit')
      .dispatchEvent('pointermove', { clientX: 300, clientY: 300, bubbles: true });
    expect(await root.locator('.reading').textContent()).toContain(`${graph.nodes[at].name} → `);
    expect(await root.locator('.node:not(.far)').count()).toBe(2);
  });
});

describe('focus, lists and pins', { timeout: 90_000 }, () => {
  it('a click lists what goes in and out, and a line of the list leads on', async () => {
    await choose(8);
    expect(await heading()).toBe(graph.nodes[8].name);
    const lists = root.locator('.edge-list');
    const into = graph.edges.filter((edge) => edge.target === graph.nodes[8].id);
    expect(await lists.first().locator('li').count()).toBe(into.length);
    const strongest = into.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))[0];
    await lists.first().locator('button').first().click();
    expect(await heading()).toBe(graph.nodes[nodeAt(strongest.source)].name);
    await page.keyboard.press('Escape');
    expect(await heading()).toBe('Nothing selected');
  });

  it('pins by shift and click, shows pinned nodes alone, and takes it back', async () => {
    const [edge] = graph.edges;
    await choose(nodeAt(edge.source), true);
    await choose(nodeAt(edge.target), true);
    expect(await root.locator('.node.pinned').count()).toBe(2);
    await root.getByRole('button', { name: 'Pinned only' }).click();
    expect(await root.locator('.node:not(.hidden)').count()).toBe(2);
    expect(await status()).toMatch(/^1 of 78 edges, 2 of 31 nodes joined, 1 component$/);
    await root.getByRole('button', { name: 'Undo' }).click();
    expect(await root.locator('.node:not(.hidden)').count()).toBe(graph.nodes.length);
    await root
      .getByRole('button', { name: /^Unpin/ })
      .first()
      .click();
    expect(await root.locator('.node.pinned').count()).toBe(1);
  });

  it('a path marks its nodes and edges and shows its table', async () => {
    await root.getByLabel('Path').selectOption({ label: 'the strongest' });
    expect(await root.locator('.node:not(.far)').count()).toBe(6);
    expect(await root.locator('.edge.near').count()).toBe(5);
    expect(await root.locator('.compared').textContent()).toContain('control (median)');
    expect(await root.locator('.side').textContent()).toContain('−1.25');
  });
});

describe('what is shown', { timeout: 90_000 }, () => {
  it('the threshold hides the smallest edges, by keyboard too, and the address keeps it', async () => {
    await slider('|share| at least').focus();
    for (let step = 0; step < 30; step++) await page.keyboard.press('ArrowRight');
    const shown = await root.locator('.edge:not(.hidden)').count();
    const sizes = [...new Set(graph.edges.map((edge) => Math.abs(edge.weight)))].sort((a, b) => a - b);
    expect(shown).toBe(graph.edges.filter((edge) => Math.abs(edge.weight) >= sizes[29]).length);
    expect(await status()).toMatch(new RegExp(`^${shown} of 78 edges`));
    await choose(8);
    const address = page.url();
    await page.goto('about:blank');
    await page.goto(address);
    expect(await root.locator('.edge:not(.hidden)').count()).toBe(shown);
    expect(await heading()).toBe(graph.nodes[8].name);
  });

  it('kinds of edges and measures with a limit hide theirs', async () => {
    await root.getByRole('button', { name: 'carried', exact: true }).click();
    expect(await root.locator('.edge.dashed:not(.hidden)').count()).toBe(0);
    await slider('replicates at least').focus();
    await page.keyboard.press('End');
    expect(await root.locator('.edge:not(.hidden)').count()).toBeLessThanOrEqual(1);
  });

  it('the picture grows, shrinks and fits', async () => {
    const svg = root.locator('svg.layered-svg');
    const wide = async (): Promise<number> => (await svg.boundingBox())!.width;
    await root.getByRole('button', { name: 'Fit' }).click();
    const fitted = await wide();
    await root.getByRole('button', { name: 'Larger' }).click();
    expect((await wide()) / fitted).toBeCloseTo(1.25, 1);
    await root.getByRole('button', { name: 'Smaller' }).click();
    await root.getByRole('button', { name: 'Smaller' }).click();
    expect(await wide()).toBeLessThan(fitted);
    await root.getByRole('button', { name: 'Fit' }).click();
    expect(await wide()).toBeCloseTo(fitted, 0);
  });

  it('finds a node by a part of its label', async () => {
    await root.getByLabel('Find').fill('athletes');
    await page.keyboard.press('Enter');
    expect(await root.locator('.side').textContent()).toContain('names of athletes');
  });
});

describe('without a mouse', { timeout: 90_000 }, () => {
  it('the arrows pass along the row and along the strongest edge; Enter selects, P pins, Escape lets go', async () => {
    await node(0).focus();
    await page.keyboard.press('ArrowRight');
    const first = await page.evaluate(() => Number(document.activeElement?.getAttribute('data-node')));
    expect(graph.nodes[first].row).toBe(0);
    await page.keyboard.press('ArrowUp');
    const above = await page.evaluate(() => Number(document.activeElement?.getAttribute('data-node')));
    const out = graph.edges.filter((edge) => edge.source === graph.nodes[first].id);
    const strongest = out.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))[0];
    expect(graph.nodes[above].id).toBe(strongest?.target ?? graph.nodes[above].id);
    expect(await root.locator('.reading').isVisible()).toBe(true);
    await page.keyboard.press('Enter');
    expect(await heading()).toBe(graph.nodes[above].name);
    await page.keyboard.press('p');
    expect(await root.locator('.node.pinned').count()).toBe(1);
    await page.keyboard.press('Escape');
    expect(await heading()).toBe('Nothing selected');
    expect(await root.locator('.reading').isVisible()).toBe(false);
  });

  it('the drawing is one stop of the tab key, and its node says everything', async () => {
    expect(await root.locator('.node[tabindex="0"]').count()).toBe(1);
    expect(await root.locator('.canvas a:not([tabindex="-1"])').count()).toBe(0);
    expect(await node(8).getAttribute('aria-label')).toContain('indirect effect');
  });
});

describe('looks', { timeout: 90_000 }, () => {
  it.each(['light', 'dark'] as const)(
    'axe finds nothing at any severity in the %s theme',
    async (colorScheme) => {
      const dressed = await open(browser, url, { width: 1440, colorScheme });
      expect(await findings(dressed.page)).toEqual([]);
      await dressed.page.locator('#graph-1 [data-node="8"]').click({ position: { x: 40, y: 30 } });
      await dressed.page.locator('#graph-2').getByRole('button', { name: /more$/ }).click();
      await dressed.page
        .locator('details.layered-table')
        .first()
        .evaluate((table: HTMLDetailsElement) => (table.open = true));
      expect(await findings(dressed.page)).toEqual([]);
      expect(dressed.faults).toEqual([]);
      await dressed.page.close();
    },
    90_000,
  );

  it.each([390, 820, 1440])('fits a window of %i pixels; no text leaves its box or meets another', async (width) => {
    const sized = await open(browser, url, { width });
    const [content, window] = await sized.page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(content).toBeLessThanOrEqual(window);
    const wrong = await sized.page.evaluate(() =>
      [...document.querySelectorAll('.node')].flatMap((one) => {
        const box = one.querySelector('.box')!.getBoundingClientRect();
        const words = [...one.querySelectorAll('text')].map((text) => text.getBoundingClientRect());
        const [name, value] = [one.querySelector('.name')!, one.querySelector('.value')];
        const outside = words.some((word) => word.left < box.left || word.right > box.right + 0.5);
        const meets = value && name.getBoundingClientRect().right > value.getBoundingClientRect().left;
        return outside || meets ? [one.textContent] : [];
      }),
    );
    expect(wrong).toEqual([]);
    await sized.page.close();
  });

  it('prints the drawing without controls', async () => {
    await page.emulateMedia({ media: 'print' });
    expect(await root.locator('.bar').isVisible()).toBe(false);
    expect(await root.locator('.side').isVisible()).toBe(false);
    expect(await root.locator('svg.layered-svg').isVisible()).toBe(true);
  });

  it('is whole without a script: links, texts, hover text and table', async () => {
    const plain = await browser.newPage({ javaScriptEnabled: false });
    await plain.goto(url);
    expect(await plain.locator('#graph-1 .node a').count()).toBe(25);
    expect(await plain.locator('#graph-1 .edge > title').count()).toBe(graph.edges.length);
    expect(await plain.locator('details.layered-table').first().locator('tbody tr').count()).toBe(graph.edges.length);
    await plain.close();
  });
});

it('hands out the picture with its colours and links, the file, and the edges that are shown', async () => {
  const saved = async (label: string): Promise<string> => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      root.getByLabel('Export').selectOption({ label }),
    ]);
    return readFileSync((await download.path()) ?? '', 'utf8');
  };
  await root.getByRole('button', { name: 'carried', exact: true }).click();
  const picture = await saved('SVG picture');
  expect(picture).toMatch(/stroke="rgb\(11, 106, 168\)"/);
  expect(picture).toContain('https://www.neuronpedia.org/');
  expect(picture).not.toContain('var(');
  expect((await saved('CSV of edges (shown)')).trim().split('\r\n')).toHaveLength(
    graph.edges.filter((edge) => edge.kind === 0).length + 1,
  );
  expect(JSON.parse(await saved('JSON (all)')).graph).toEqual(graph);
});
