/** Damage of a set against the mean correlation of its pairs. */
import { draw, legend, type Panel, Plot, panels } from '../../../charts/draw.ts';
import { fixed, number, pValue } from '../../../format.ts';
import { type Html, html } from '../../../html.ts';
import { armColour } from '../../../palette.ts';
import { type Context, dataTable, figure } from '../../../section.ts';
import { factorsOf, spread } from './doses.ts';
import { fairest, SCALING_NAMES } from './scalings.ts';

export interface SetRow {
  readonly scaling: string;
  readonly factor: number;
  readonly set_id: number;
  readonly arm: string;
  readonly size: number;
  readonly mean_abs_r: number;
  readonly damage_logit: number;
}

export interface SetCorrelationRow {
  readonly scaling: string;
  readonly outcome: string;
  readonly size: number;
  readonly factor: number;
  readonly sets: number;
  readonly slope: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly spearman: number;
  readonly p: number;
}

export function pairCorrelation(context: Context, all: readonly SetRow[], tests: readonly SetCorrelationRow[]): Html {
  const scaling = fairest(all);
  const rows = all.filter((row) => row.scaling === scaling);
  const items = spread(factorsOf(rows)).map(
    (factor): Panel => ({
      title: `dose ${number(factor)}`,
      svg: setsAt(
        factor,
        rows.filter((row) => row.factor === factor),
      ),
    }),
  );
  const shown = tests.filter((row) => row.outcome === 'logit_diff' && row.scaling === scaling);
  return html`${figure(context, {
    title: `Damage against the correlation of the set’s pairs (${SCALING_NAMES[scaling] ?? scaling})`,
    sql: 'report_set_r',
    wide: true,
    body: html`${panels(items)}${legend(['within', 'between'].map((arm) => ({ name: arm, colour: armColour(arm) })))}`,
    see: 'One dot per set of two or more; larger dots are larger sets. The table has the rank correlation at each size, so that size itself is held fixed.',
    caution: 'that correlation causes damage where the two groups merely sit at different places.',
  })}
${
  shown.length > 0 &&
  dataTable(context, {
    title: `Rank correlation of damage with the mean |r| of a set’s pairs (${SCALING_NAMES[scaling] ?? scaling})`,
    note: 'p permutes features over |r|. The slope is logits per unit of mean |r|.',
    sql: 'report_set_correlation',
    rows: shown,
    first: 9,
    columns: [
      { title: 'features', cell: (row) => number(row.size) },
      { title: 'dose', cell: (row) => number(row.factor) },
      { title: 'sets', cell: (row) => number(row.sets) },
      { title: 'Spearman', cell: (row) => fixed(row.spearman, 2) },
      { title: 'p', cell: (row) => pValue(row.p) },
      {
        title: 'slope [95 %]',
        cell: (row) => html`${number(row.slope)} <small>[${number(row.low)}, ${number(row.high)}]</small>`,
      },
    ],
  })
}`;
}

function setsAt(factor: number, rows: readonly SetRow[]): Html {
  return draw(`Damage against mean pair correlation at dose ${factor}`, {
    inset: 5,
    x: { label: 'mean |r| of the set’s pairs', domain: [0, 1], ticks: 5 },
    y: { label: 'damage, logits', grid: true, ticks: 5 },
    marks: [
      Plot.ruleY([0], { stroke: 'var(--rule)' }),
      Plot.dot(rows, {
        x: 'mean_abs_r',
        y: 'damage_logit',
        r: (row: SetRow) => 1 + row.size * 0.6,
        fill: (row: SetRow) => armColour(row.arm),
        fillOpacity: 0.55,
        title: (row: SetRow) =>
          `set ${row.set_id}, ${row.arm}, ${row.size} features\nmean |r| ${number(row.mean_abs_r)}, damage ${number(row.damage_logit)}`,
      }),
    ],
    r: { type: 'identity' },
  });
}
