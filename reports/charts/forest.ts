/** A forest plot: estimates with their intervals, one a line, over the band of effects too small to matter. */
import type { Html } from '../html.ts';
import { draw, Plot } from './draw.ts';

export interface ForestRow {
  readonly name: string;
  readonly estimate: number;
  /** Null where there is no interval. */
  readonly low: number | null;
  readonly high: number | null;
  /** What the reader sees when pointing at it. */
  readonly title: string;
  /** A total of other rows. */
  readonly total: boolean;
}

interface ForestOptions {
  /** Lines from the top, also those without a row. */
  readonly names: readonly string[];
  /** Half the width of the band around 0, null for none. */
  readonly bound: number | null;
  /** Axis of the estimates, as Plot takes it. */
  readonly x: object;
  readonly marginLeft: number;
}

export function forest(
  label: string,
  rows: readonly ForestRow[],
  { names, bound, x, marginLeft }: ForestOptions,
): Html {
  const known = rows.filter((row) => row.low !== null);
  const ends = { x1: 'low', x2: 'high', y1: 'name', y2: 'name' };
  return draw(label, {
    height: 60 + 18 * names.length,
    marginLeft,
    marginRight: 16,
    marginTop: 6,
    x: { grid: true, ...x },
    y: { domain: names, label: null, tickSize: 0 },
    r: { type: 'identity' },
    marks: [
      bound === null ? null : Plot.rect([bound], { x1: -bound, x2: bound, fill: 'var(--band)' }),
      Plot.ruleX([0], { stroke: 'var(--ink-soft)' }),
      Plot.link(known, { ...ends, stroke: 'var(--accent)', strokeWidth: 1.6 }),
      Plot.dot(rows, {
        x: 'estimate',
        y: 'name',
        r: (row: ForestRow) => (row.total ? 4.5 : 3),
        fill: 'var(--accent)',
        title: 'title',
      }),
    ],
  });
}
