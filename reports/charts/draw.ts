/**
 * Charts as inline SVG, drawn at build time by Observable Plot in a jsdom document.
 * Colours are CSS custom properties, so one drawing serves both themes; text of the study enters as text nodes only.
 * Panels are drawn narrow (272 units) so that they stay readable on a phone; wide pages place them side by side.
 */
import { createHash } from 'node:crypto';
import * as Plot from '@observablehq/plot';
import { JSDOM } from 'jsdom';
import { THIN_SPACE } from '../format.ts';
import { type Content, Html, html } from '../html.ts';

export { Plot };

const PANEL_WIDTH = 272;
const PANEL_HEIGHT = 204;
const WIDE = 660;
const NARROW = 360;

const { document } = new JSDOM('').window;

/** One SVG. `label` is what a screen reader says in its place. */
export function draw(label: string, options: Plot.PlotOptions): Html {
  const svg = Plot.plot({
    width: PANEL_WIDTH,
    height: PANEL_HEIGHT,
    marginTop: 24,
    marginBottom: 36,
    ...options,
    style: { fontSize: '11px', overflow: 'visible' },
    className: 'plot',
    document,
  });
  svg.querySelectorAll('style').forEach((style) => {
    style.remove();
  });
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', label);
  // The marks inside repeat their own labels, which a reader of the image would otherwise hear one by one.
  svg.querySelectorAll('[aria-label]').forEach((mark) => {
    mark.removeAttribute('aria-label');
  });
  // Plot groups thousands by commas.
  svg.querySelectorAll('text').forEach((text) => {
    const words = text.textContent ?? '';
    if (/^\D?\d{1,3}(,\d{3})+$/.test(words)) text.textContent = words.replaceAll(',', THIN_SPACE);
  });
  return new Html(ownIds(svg.outerHTML));
}

/** Plot numbers its clip paths and markers over the life of the process; named by content, the same chart is the same text every time. */
function ownIds(svg: string): string {
  if (!/plot-(?:clip|marker)-/.test(svg)) return svg;
  const digest = createHash('sha256')
    .update(svg.replace(/plot-(?:clip|marker)-\d+/g, ''))
    .digest('hex')
    .slice(0, 12);
  const seen: string[] = [];
  return svg.replace(/plot-(?:clip|marker)-\d+/g, (id) => {
    if (!seen.includes(id)) seen.push(id);
    return `part-${digest}-${seen.indexOf(id)}`;
  });
}

/** One chart across the text column, and the same drawn narrow for a phone, where the wide one's letters would be half as large. The page shows one of them. */
export function drawWide(label: string, options: Plot.PlotOptions): Html {
  const all = { width: WIDE, height: 300, ...options };
  return html`<div class="wide-chart">${draw(label, all)}</div><div class="narrow-chart">${draw(label, { ...all, width: NARROW })}</div>`;
}

export interface Panel {
  readonly title: Content;
  readonly svg: Html;
}

/** Small multiples that wrap. */
export function panels(items: readonly Panel[]): Html {
  const columns = items.length % 4 !== 0 && items.length % 3 === 0 ? ' three' : items.length === 5 ? ' three' : '';
  return html`<div class="panels${columns}">${items.map((item) => html`<div class="panel"><h4>${item.title}</h4>${item.svg}</div>`)}</div>`;
}

/** A legend of named colours; always words beside the swatch. */
export function legend(
  entries: readonly { readonly name: string; readonly colour: string; readonly line?: boolean }[],
): Html {
  return html`<ul class="legend">${entries.map((entry) => html`<li><i class="${entry.line ? 'line' : 'dot'}" style="background:${entry.colour}"></i>${entry.name}</li>`)}</ul>`;
}
