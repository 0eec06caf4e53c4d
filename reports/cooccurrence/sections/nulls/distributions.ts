/** The replicates themselves: for each statistic, one histogram per null and the observed value as a line through all. */
import { draw, type Panel, Plot, panels } from '../../../charts/draw.ts';
import { number, pValue } from '../../../format.ts';
import { type Html, html } from '../../../html.ts';
import { type Context, figure } from '../../../section.ts';
import { readable } from './statistic-names.ts';

export interface BinRow {
  readonly null: string;
  readonly statistic: string;
  readonly low: number;
  readonly high: number;
  readonly replicates: number;
  readonly observed: number | null;
  readonly p: number | null;
}

/** What the claims rest on; the rest is in the download. */
const SHOWN: readonly string[] = [
  'cohesion',
  'held_out:strata:cohesion',
  'separation',
  'held_out:strata:separation',
  'slope:betweenness',
  'edges',
  'mean_abs_r',
  'modularity',
  'giant',
  'clusters',
  'held_out:strata:edge_replication',
];
/** Height of the tallest bar, in units of the distance between two nulls. */
const TALLEST = 0.82;

export function distributions(context: Context, rows: readonly BinRow[]): Html {
  const items = SHOWN.flatMap((statistic): Panel[] => {
    const own = rows.filter((row) => row.statistic === statistic);
    const observed = own[0]?.observed ?? null;
    return observed === null
      ? []
      : [
          {
            title: html`${readable(statistic)}${statistic.startsWith('held_out') && ', held-out prompts'} <small>observed ${number(observed)}</small>`,
            svg: ridges(statistic, own, observed),
          },
        ];
  });
  return figure(context, {
    title: 'Observed values in the distributions of the nulls',
    sql: 'report_null_histogram',
    wide: true,
    body: panels(items),
    see: 'Grey is what replicates of each null give, the line is this study. A line in the grey is a value that the null reproduces; p is the share of replicates at least as large.',
    caution:
      'anything from being beyond one null alone. A random rotation of the whole decoder keeps most of what the others break.',
  });
}

function ridges(statistic: string, rows: readonly BinRow[], observed: number): Html {
  const names = [...new Set(rows.map((row) => row.null))];
  const tallest = new Map(
    names.map((name) => [name, Math.max(...rows.filter((row) => row.null === name).map((row) => row.replicates))]),
  );
  const bars = rows
    .filter((row) => row.replicates > 0)
    .map((row) => {
      const base = names.indexOf(row.null);
      return { ...row, base, top: base - (TALLEST * row.replicates) / tallest.get(row.null)! };
    });
  const levels = names.map((name, base) => ({ base, p: rows.find((row) => row.null === name)?.p ?? null }));
  return draw(`Replicates of ${readable(statistic)} under ${names.join(', ')}, observed ${number(observed)}`, {
    height: 64 + 40 * names.length,
    marginLeft: 96,
    marginRight: 42,
    marginTop: 8,
    x: { label: null, ticks: 3, nice: true },
    y: {
      domain: [names.length - 0.9, -0.95],
      ticks: names.map((_, index) => index),
      tickFormat: (index: number) => names[index],
      tickSize: 0,
      label: null,
    },
    marks: [
      Plot.ruleY(levels, { y: 'base', stroke: 'var(--rule)' }),
      Plot.rect(bars, {
        x1: 'low',
        x2: 'high',
        y1: 'base',
        y2: 'top',
        fill: 'var(--muted-fill)',
        stroke: 'var(--muted-fill)',
        strokeWidth: 0.8,
        title: (row: (typeof bars)[number]) =>
          `${row.null}: ${row.replicates} replicates from ${number(row.low)} to ${number(row.high)}`,
      }),
      // All replicates are equal: a bin without width.
      Plot.ruleX(
        bars.filter((row) => row.low === row.high),
        { x: 'low', y1: 'base', y2: 'top', stroke: 'var(--muted-fill)', strokeWidth: 7 },
      ),
      Plot.ruleX([observed], { stroke: 'var(--positive)', strokeWidth: 2 }),
      Plot.text(levels, {
        frameAnchor: 'right',
        y: 'base',
        dx: 40,
        dy: -6,
        textAnchor: 'end',
        fontSize: 10,
        fill: 'currentColor',
        text: (row: (typeof levels)[number]) => (row.p === null ? '' : `p ${pValue(row.p)}`),
      }),
    ],
  });
}
