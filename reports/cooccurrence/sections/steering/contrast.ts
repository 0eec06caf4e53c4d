/** Within clusters less every other arm, as one forest: the comparison that H2 is about. */
import { type Panel, panels } from '../../../charts/draw.ts';
import { type ForestRow, forest } from '../../../charts/forest.ts';
import { counted, fixed, number, pValue } from '../../../format.ts';
import { type Html, html } from '../../../html.ts';
import { type Context, dataTable, figure } from '../../../section.ts';
import { SCALING_NAMES, scalingsOf } from './scalings.ts';

export interface ContrastRow {
  readonly scaling: string;
  readonly other: string;
  readonly outcome: string;
  readonly size: number;
  readonly factor: number;
  readonly sets: number;
  readonly other_sets: number;
  readonly effect: number;
  readonly effect_low: number | null;
  readonly effect_high: number | null;
  readonly effect_bound: number | null;
  readonly p: number | null;
  readonly equivalent: boolean;
}

const OUTCOMES: Readonly<Record<string, string>> = {
  logit_diff: 'logit difference',
  answer_prob: 'probability',
  answer_log_prob: 'log probability',
};

function cellName(row: ContrastRow): string {
  const sets = row.other === 'pool' ? 'pool pairs' : counted(row.size, 'feature');
  if (row.size > 0) return `${sets}, dose ${number(row.factor)}`;
  return row.other === 'pool' ? 'all pool pairs' : 'all together';
}

/** The pool first, then what is summed over sizes and doses. */
const ORDER = (one: ContrastRow, two: ContrastRow): number =>
  Number(two.other === 'pool') - Number(one.other === 'pool') || one.factor - two.factor || one.size - two.size;

export function contrast(context: Context, all: readonly ContrastRow[]): Html {
  const rows = all.filter((row) => row.outcome === 'logit_diff' && ['between', 'pool'].includes(row.other));
  const totals = all.filter((row) => row.size === 0 && row.outcome in OUTCOMES);
  const names = [...new Set([...rows].sort(ORDER).map(cellName))];
  const largest = Math.max(...rows.flatMap((row) => [row.effect_high ?? 0, -(row.effect_low ?? 0)]));
  const items = scalingsOf(rows).map(
    (scaling): Panel => ({
      title: SCALING_NAMES[scaling] ?? scaling,
      svg: contrastForest(
        scaling,
        rows.filter((row) => row.scaling === scaling),
        names,
        largest,
      ),
    }),
  );
  return html`${
    rows.length > 0 &&
    figure(context, {
      title: 'Damage within clusters less between clusters',
      sql: 'report_set_contrast',
      wide: true,
      body: panels(items),
      see: 'Standardised difference of damage in the logit difference with its 95 % interval, for each size and dose and over all of them. Pool pairs are every pair of some features that write different directions, counted per unit of push, and the rows to judge by; other sets were sampled. The band is the smallest effect of interest; an interval inside it is a finding of no difference.',
      caution:
        'that the unscaled comparisons show co-operation: they differ in length. Nor do norm-matched sets, where a cluster holds copies. Read the pool.',
    })
  }
${
  totals.length > 0 &&
  dataTable(context, {
    title: 'Within clusters less every other arm, all sizes and doses together',
    note: 'In standard deviations of the sets’ mean damages. p permutes cluster labels over features, copies together, or arms over sets where the other arm has no clusters.',
    sql: 'report_set_contrast',
    rows: totals,
    first: 9,
    columns: [
      { title: 'scaling', words: true, cell: (row) => SCALING_NAMES[row.scaling] ?? row.scaling },
      { title: 'other arm', words: true, cell: (row) => row.other },
      { title: 'outcome', words: true, cell: (row) => OUTCOMES[row.outcome] },
      { title: 'sets', cell: (row) => `${number(row.sets)} and ${number(row.other_sets)}` },
      {
        title: 'difference, SD',
        cell: (row) =>
          html`${fixed(row.effect, 2)} <small>[${fixed(row.effect_low, 2)}, ${fixed(row.effect_high, 2)}]</small>`,
      },
      { title: 'p', cell: (row) => pValue(row.p) },
      { title: 'shown equal', words: true, cell: (row) => (row.equivalent ? 'yes' : 'no') },
    ],
  })
}`;
}

function contrastForest(
  scaling: string,
  rows: readonly ContrastRow[],
  names: readonly string[],
  largest: number,
): Html {
  const items = rows.map((row): ForestRow => {
    const name = cellName(row);
    const title = `${name}: ${row.effect.toFixed(2)} SD, p ${pValue(row.p)} (${row.sets} and ${row.other_sets} sets)`;
    return { name, estimate: row.effect, low: row.effect_low, high: row.effect_high, title, total: row.size === 0 };
  });
  return forest(`Standardised difference of damage within and between clusters, ${scaling}`, items, {
    names,
    bound: rows.find((row) => row.size === 0)?.effect_bound ?? rows[0]?.effect_bound ?? null,
    x: { domain: [-largest, largest], label: 'difference, SD', ticks: 4 },
    marginLeft: 118,
  });
}
