/** Whether features whose attributions correlate are active at the same tokens at all. */
import { draw, Plot, panels } from '../../../charts/draw.ts';
import { grouped } from '../../../format.ts';
import type { Html } from '../../../html.ts';
import { type Context, figure } from '../../../section.ts';

export interface CoActivationRow {
  /** Lower end of a bin 0.1 wide. */
  readonly abs_r: number;
  readonly pairs: number;
  readonly jaccard: number | null;
  readonly jaccard_low: number | null;
  readonly jaccard_high: number | null;
  readonly phi: number | null;
  readonly phi_low: number | null;
  readonly phi_high: number | null;
}

const HALF_BIN = 0.05;

export function coActivation(context: Context, rows: readonly CoActivationRow[]): Html {
  const curve = (column: 'jaccard' | 'phi', label: string): Html => {
    const known = rows.filter((row) => row[column] !== null).map((row) => ({ ...row, at: row.abs_r + HALF_BIN }));
    return draw(`${label} against the absolute correlation of attributions`, {
      x: { label: '|r| of attributions', domain: [0, 1], ticks: 5 },
      y: { label, grid: true, ticks: 4, zero: true },
      marks: [
        Plot.areaY(known, {
          x: 'at',
          y1: `${column}_low`,
          y2: `${column}_high`,
          fill: 'var(--accent)',
          fillOpacity: 0.14,
        }),
        Plot.lineY(known, { x: 'at', y: column, stroke: 'var(--accent)', strokeWidth: 1.8 }),
        Plot.dot(known, {
          x: 'at',
          y: column,
          r: 2.6,
          fill: 'var(--accent)',
          title: (row: (typeof known)[number]) =>
            `|r| from ${row.abs_r.toFixed(1)}: median ${row[column]?.toFixed(2)} over ${grouped(row.pairs)} pairs`,
        }),
      ],
    });
  };
  return figure(context, {
    title: 'Do features that correlate fire together?',
    sql: 'report_co_activation',
    body: panels([
      { title: 'Jaccard index of active tokens', svg: curve('jaccard', 'Jaccard') },
      { title: 'phi coefficient', svg: curve('phi', 'phi') },
    ]),
    see: 'Median over pairs at each |r|, with the middle half as a band. Where the line is flat, attributions correlate without the features being active together.',
    caution:
      'that firing together is needed: features at different tokens may serve one answer, and an always-active pair scores high for no reason.',
  });
}
