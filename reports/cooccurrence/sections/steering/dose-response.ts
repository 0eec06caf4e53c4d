/** Each feature over all its doses at once: damage per unit of dose, and whether damage is proportional to dose. */
import { panels } from '../../../charts/draw.ts';
import { violins } from '../../../charts/violin.ts';
import type { Html } from '../../../html.ts';
import { type Context, figure } from '../../../section.ts';

export interface ResponseRow {
  readonly feature_id: number;
  readonly cluster: number;
  readonly outcome: string;
  readonly damage_per_factor: number;
  readonly linearity: number | null;
}

export function doseResponse(context: Context, rows: readonly ResponseRow[]): Html {
  const points = (outcome: string, column: 'damage_per_factor' | 'linearity') =>
    rows.flatMap((row) =>
      row.outcome === outcome && row[column] !== null
        ? [{ feature_id: row.feature_id, cluster: row.cluster, value: row[column] }]
        : [],
    );
  const items = (
    [
      ['logit_diff', 'damage_per_factor', 'damage per unit of dose, logits'],
      ['answer_prob', 'damage_per_factor', 'damage per unit of dose, probability'],
      ['logit_diff', 'linearity', 'share of damage on the line, logits'],
      ['answer_prob', 'linearity', 'share of damage on the line, probability'],
    ] as const
  ).flatMap(([outcome, column, title]) => {
    const own = points(outcome, column);
    return own.length === 0 ? [] : [{ title, svg: violins(`${title}, by cluster`, own, '') }];
  });
  return figure(context, {
    title: 'Dose-response of single features',
    sql: 'report_dose_response',
    wide: true,
    body: panels(items),
    see: 'One dot per feature: the least-squares slope of its damage on dose through the origin, and how much of the squared damage lies on that line. Near 1, all doses are one measurement.',
    caution:
      'that the slope is a feature’s importance at the doses where it is used: the largest doses weigh most in it.',
  });
}
