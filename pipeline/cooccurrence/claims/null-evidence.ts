/**
 * A statistic's evidence from the table of nulls: the estimate is its excess over the median of the null whose mean leaves least of it, the
 * interval that excess over that null's 2.5 % and 97.5 % quantiles (a mean may lie outside them), p the largest over the required nulls.
 */
import type { NullP } from '../../../src/run/decide.ts';

export interface NullStatistic {
  readonly null: string;
  readonly statistic: string;
  readonly observed: number | null;
  readonly mean: number | null;
  readonly median: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly p: number | null;
}

interface NullEvidence {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  readonly p: number;
  readonly found: readonly NullP[];
  readonly heldOut: readonly NullP[];
}

/** Null where the statistic does not exist in this study or no null was computed. */
export function nullEvidence(
  rows: readonly NullStatistic[],
  statistic: string,
  required: readonly string[],
): NullEvidence | null {
  const own = rows.filter((row) => row.statistic === statistic);
  const found = pValues(own);
  const decisive = own.filter((row) => required.includes(row.null) && row.p !== null);
  if (decisive.length === 0) return null;
  const strictest = decisive.reduce((worst, row) => (excess(row) < excess(worst) ? row : worst));
  const { observed, median, low, high } = strictest;
  return {
    estimate: (observed ?? 0) - (median ?? 0),
    low: observed === null || high === null ? Number.NaN : observed - high,
    high: observed === null || low === null ? Number.NaN : observed - low,
    p: decisive.reduce((largest, row) => Math.max(largest, row.p ?? 0), 0),
    found,
    heldOut: heldOutOf(rows, statistic),
  };
}

/** The largest p over the splits there are, by null: a finding must be found again in each. */
export function heldOutOf(rows: readonly NullStatistic[], statistic: string): NullP[] {
  const again = pValues(rows.filter((row) => isHeldOut(row.statistic, statistic)));
  return [...new Set(again.map((row) => row.null))].map((name) => ({
    null: name,
    p: Math.max(...again.filter((row) => row.null === name).map(({ p }) => p)),
  }));
}

/** `held_out:<split>:<statistic>` */
function isHeldOut(name: string, statistic: string): boolean {
  const [prefix, , ...rest] = name.split(':');
  return prefix === 'held_out' && rest.join(':') === statistic;
}

function pValues(rows: readonly NullStatistic[]): NullP[] {
  return rows.flatMap((row) => (row.p === null ? [] : [{ null: row.null, p: row.p }]));
}

/** Without a replicate that has the statistic nothing of it is left under the null. */
function excess({ observed, mean }: NullStatistic): number {
  return (observed ?? 0) - (mean ?? 0);
}
