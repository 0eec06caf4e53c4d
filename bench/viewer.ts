/**
 * Frames per second of the network viewer while it is dragged and zoomed, and what a frame costs: its JavaScript (ours and
 * sigma's), and the calls into the browser that it waits for, which are the graphics' part. Chromium may draw in software: the first
 * line says so, and its frames then say nothing of a machine with a graphics card. Also the time to open and to filter. Prints lines and
 * writes bench/results/viewer.json; without a browser it says so and leaves the result as it is.
 * Run: CHROMIUM="$(.ci/chromium)" node --import tsx bench/viewer.ts
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CDPSession, chromium, type Page } from 'playwright-core';
import { viewerPage } from '../reports/page.ts';
import { record, watch } from './results.ts';
import { syntheticNetwork } from './viewer/network.ts';

const SIZES: readonly (readonly [number, number])[] = [
  [175, 1200],
  [2000, 20_000],
  [10_000, 100_000],
];
const SECONDS = 4;
const ARGUMENTS = ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];

/** Self time of what the page runs, milliseconds: its own JavaScript, and calls into the browser (WebGL, canvas, layout) that it waits for. */
async function profile(session: CDPSession, act: () => Promise<void>): Promise<{ script: number; calls: number }> {
  await session.send('Profiler.start');
  await act();
  const { profile: found } = await session.send('Profiler.stop');
  const nodes = new Map(found.nodes.map((node) => [node.id, node.callFrame]));
  let [script, calls] = [0, 0];
  found.samples?.forEach((id, index) => {
    const ms = (found.timeDeltas?.[index] ?? 0) / 1000;
    const { url, functionName } = nodes.get(id)!;
    if (url !== '') script += ms;
    else if (!functionName.startsWith('(')) calls += ms;
  });
  return { script, calls };
}

/** Frames a second during `act`, and what each cost. */
async function during(page: Page, session: CDPSession, act: () => Promise<void>) {
  // As text: tsx marks named functions with a helper that the page has not.
  await page.evaluate('frames = 0; (function count() { frames++; requestAnimationFrame(count); })()');
  const start = performance.now();
  const { script, calls } = await profile(session, act);
  const seconds = (performance.now() - start) / 1000;
  const frames = Math.max(1, await page.evaluate<number>('frames'));
  return { fps: frames / seconds, scriptMs: script / frames, callMs: calls / frames };
}

async function drag(page: Page): Promise<void> {
  const box = (await page.locator('.canvas').boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  const until = performance.now() + 1000 * SECONDS;
  for (let step = 0; performance.now() < until; step++)
    await page.mouse.move(x + 120 * Math.cos(step / 9), y + 120 * Math.sin(step / 9));
  await page.mouse.up();
}

async function zoom(page: Page): Promise<void> {
  const until = performance.now() + 1000 * SECONDS;
  for (let step = 0; performance.now() < until; step++) {
    await page.mouse.wheel(0, step % 12 < 6 ? -120 : 120);
    await page.waitForTimeout(30);
  }
}

/** Milliseconds from an action in the page to the end of the second frame after it. */
function settled(page: Page, act: string): Promise<number> {
  return page.evaluate(async (text) => {
    const start = performance.now();
    new Function(text)();
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    return performance.now() - start;
  }, act);
}

function shown(name: string, { fps, scriptMs, callMs }: Awaited<ReturnType<typeof during>>): string {
  return `${name} ${fps.toFixed(0)} fps (script ${scriptMs.toFixed(1)} ms, calls ${callMs.toFixed(1)} ms a frame)`.padEnd(
    56,
  );
}

if (!process.env.CHROMIUM) {
  console.log('viewer: left out, CHROMIUM names no browser (CHROMIUM="$(.ci/chromium)" finds or installs one)');
  process.exit();
}
const taken = watch(1);
const rows: object[] = [];
const folder = mkdtempSync(join(tmpdir(), 'cofire-bench-'));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ARGUMENTS });
try {
  const probe = await browser.newPage();
  const renderer = await probe.evaluate(() => {
    const gl = document.createElement('canvas').getContext('webgl2');
    const names = gl?.getExtension('WEBGL_debug_renderer_info');
    return gl && names ? String(gl.getParameter(names.UNMASKED_RENDERER_WEBGL)) : 'no WebGL';
  });
  await probe.close();
  const software = /swiftshader|llvmpipe/i.test(renderer);
  console.log(`drawn by: ${renderer}${software ? ' (software)' : ''}`);
  for (const [nodes, edges] of SIZES) {
    const path = join(folder, `${nodes}.html`);
    writeFileSync(path, viewerPage(syntheticNetwork(nodes, edges), 'bench'));
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, bypassCSP: true });
    const session = await page.context().newCDPSession(page);
    await session.send('Profiler.enable');
    const start = performance.now();
    await page.goto(`file://${path}`);
    await page.locator('.canvas canvas').first().waitFor();
    const open = performance.now() - start;
    await page.waitForTimeout(1500);
    const dragged = await during(page, session, () => drag(page));
    const zoomed = await during(page, session, () => zoom(page));
    const filter = await settled(
      page,
      `const s = document.querySelector('input[type=range]'); s.value = 0.8; s.dispatchEvent(new Event('input', { bubbles: true }))`,
    );
    const row = [
      `${nodes} nodes, ${edges} edges`.padEnd(28),
      `open ${open.toFixed(0)} ms`.padEnd(15),
      shown('drag', dragged),
      shown('zoom', zoomed),
      `filter ${filter.toFixed(0)} ms`,
    ];
    console.log(row.join(''));
    rows.push({ nodes, edges, openMs: open, drag: dragged, zoom: zoomed, filterMs: filter });
    await page.close();
  }
  record('viewer', { ...taken(), renderer, software, rows });
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
