/** Every statistic at once: where the observed value stands in units of the null's standard deviation, one panel per null. */
import { draw, Plot } from '../../../charts/draw.ts';
import { number, pValue } from '../../../format.ts';
import { type Html, html } from '../../../html.ts';
import { type Context, type FigureParts, figure, note } from '../../../section.ts';
import { readable } from './statistic-names.ts';

export interface LadderRow {
  readonly null: string;
  readonly statistic: string;
  readonly observed: number | null;
  readonly mean: number | null;
  readonly z: number | null;
  readonly p: number | null;
  readonly note: string | null;
}

/** A statistic as the figure places it. */
interface Placed extends LadderRow {
  readonly place: number;
  readonly name: string;
}

/** z beyond this is drawn at the edge, so that one extreme value does not flatten the rest. */
const Z_EDGE = 6;
const MAX_P = 0.025;

export const LADDER_NOTE = `The band is two standard deviations of the null to either side; filled dots have p ≤ ${MAX_P}. Values beyond ±${Z_EDGE} are drawn at the edge.`;

export function ladders(
  context: Context,
  rows: readonly LadderRow[],
  parts: Pick<FigureParts, 'title' | 'sql' | 'see' | 'caution'>,
): Html {
  const known = rows.flatMap((row): Placed[] =>
    row.z === null
      ? []
      : [{ ...row, place: Math.max(-Z_EDGE, Math.min(Z_EDGE, row.z)), name: readable(row.statistic) }],
  );
  if (known.length === 0) return note('absent', rows[0]?.note ?? 'No statistic could be compared.');
  const statistics = [...new Set(known.map((row) => row.name))];
  const names = [...new Set(known.map((row) => row.null))];
  const panel = (name: string): Html =>
    html`<div class="panel"><h4>${name}</h4>${ladder(
      name,
      statistics,
      known.filter((row) => row.null === name),
    )}</div>`;
  return figure(context, { ...parts, wide: true, body: html`<div class="panels ladders">${names.map(panel)}</div>` });
}

function ladder(name: string, statistics: readonly string[], rows: readonly Placed[]): Html {
  return draw(`Standard scores of the observed statistics under ${name}`, {
    width: 360,
    height: 60 + 16 * statistics.length,
    marginLeft: 186,
    marginRight: 12,
    marginTop: 6,
    x: { domain: [-Z_EDGE, Z_EDGE], label: 'standard deviations of the null', ticks: 5, grid: true },
    y: { domain: statistics, label: null, tickSize: 0 },
    marks: [
      Plot.barX(rows, { x1: -2, x2: 2, y: 'name', fill: 'var(--band)', insetTop: 3, insetBottom: 3 }),
      Plot.ruleX([0], { stroke: 'var(--ink-soft)' }),
      Plot.dot(rows, {
        x: 'place',
        y: 'name',
        r: 3.6,
        fill: (row: Placed) => ((row.p ?? 1) <= MAX_P ? 'var(--accent)' : 'var(--surface)'),
        stroke: 'var(--accent)',
        strokeWidth: 1.5,
        title: (row: Placed) =>
          `${row.name}: observed ${number(row.observed)}, null mean ${number(row.mean)}, z ${number(row.z)}, p ${pValue(row.p)}`,
      }),
    ],
  });
}
