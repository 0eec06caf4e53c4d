/**
 * A correlation matrix as an image: colour is the sign, strength the opacity, so zero is the page itself in either theme.
 * The values ride along once per page as 8-bit integers (r × 127, error ≤ 0.004) for the reading under the pointer.
 */
import { type Html, html } from '../html.ts';
import { NEGATIVE_RGB, POSITIVE_RGB } from '../palette.ts';
import { pngUri } from '../png.ts';

/** Symmetric [F, F] row-major correlations of the features in `ids` (ascending). */
export interface CorrelationImage {
  readonly ids: readonly number[];
  readonly values: Float64Array;
}

/** Fills the matrix from pairs a < b; the diagonal is 1. Throws where a pair is missing. */
export function correlationImage(
  pairs: readonly { feature_a: number; feature_b: number; r: number }[],
): CorrelationImage {
  const ids = [...new Set(pairs.flatMap((pair) => [pair.feature_a, pair.feature_b]))].sort((a, b) => a - b);
  if (pairs.length !== (ids.length * (ids.length - 1)) / 2) {
    throw new RangeError(`correlationImage: ${pairs.length} pairs of ${ids.length} features, expected every pair once`);
  }
  const index = new Map(ids.map((id, position) => [id, position]));
  const size = ids.length;
  const values = new Float64Array(size * size);
  for (let diagonal = 0; diagonal < size; diagonal++) values[diagonal * size + diagonal] = 1;
  for (const pair of pairs) {
    const a = index.get(pair.feature_a)!;
    const b = index.get(pair.feature_b)!;
    values[a * size + b] = pair.r;
    values[b * size + a] = pair.r;
  }
  return { ids, values };
}

interface HeatmapOptions {
  /** Row and column order as positions in `ids`; may leave features out. */
  readonly order: readonly number[];
  readonly absolute: boolean;
  readonly label: string;
  /** Id of the data island with what the pointer reads. */
  readonly readings: string;
  /** Sizes of consecutive groups along the order, with a colour each, drawn as a strip at the edge. */
  readonly groups?: readonly { readonly name: string; readonly size: number; readonly colour: string }[];
  /** RGBA of a cell in place of sign and strength; row and column are positions in `ids`. */
  readonly colour?: (row: number, column: number, r: number) => readonly [number, number, number, number];
}

export function heatmap(image: CorrelationImage, options: HeatmapOptions): Html {
  const count = options.order.length;
  const rgba = new Uint8Array(count * count * 4);
  options.order.forEach((row, top) => {
    options.order.forEach((column, left) => {
      const r = image.values[row * image.ids.length + column];
      const plain = options.absolute || r >= 0 ? POSITIVE_RGB : NEGATIVE_RGB;
      const colour = options.colour?.(row, column, r) ?? [...plain, Math.round(255 * Math.abs(r))];
      rgba.set(colour, (top * count + left) * 4);
    });
  });
  const strip = options.groups?.map(
    (group) => html`<i style="flex:${group.size};background:${group.colour}" title="${group.name}"></i>`,
  );
  return html`<div class="heatmap" data-order="${options.order.join(' ')}" data-readings="${options.readings}" tabindex="0" role="img" aria-label="${options.label}">
${strip && html`<div class="strip across">${strip}</div><div class="strip down">${strip}</div>`}
<img alt="" src="${pngUri(count, count, rgba)}" width="${count}" height="${count}"><output class="reading"></output></div>`;
}

/** What the pointer reads, for the page's script: base64 of int8 [F, F]. */
export function readings(image: CorrelationImage): { ids: readonly number[]; r: string } {
  const scaled = Int8Array.from(image.values, (r) => Math.round(r * 127));
  return { ids: image.ids, r: Buffer.from(scaled.buffer).toString('base64') };
}

/** The scale under the images. */
export function heatmapScale(absolute: boolean): Html {
  const css = ([red, green, blue]: readonly [number, number, number], alpha: number): string =>
    `rgba(${red},${green},${blue},${alpha})`;
  const ramp = absolute
    ? `linear-gradient(90deg,${css(POSITIVE_RGB, 0)},${css(POSITIVE_RGB, 1)})`
    : `linear-gradient(90deg,${css(NEGATIVE_RGB, 1)},${css(NEGATIVE_RGB, 0)} 50%,${css(POSITIVE_RGB, 0)} 50%,${css(POSITIVE_RGB, 1)})`;
  return html`<div class="scale"><span>${absolute ? '0' : '−1'}</span><i style="background:${ramp}"></i><span>${absolute ? '|r| = 1' : 'r = +1'}</span></div>`;
}
