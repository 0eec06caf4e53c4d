/**
 * A statistic's evidence from the table of nulls, at the density that decides: the estimate is its excess over the median of the null that
 * leaves least of it, p the largest over the required nulls. The interval is the estimate's own uncertainty: how far the observed statistic moves with
 * other prompts (kernels/nulls/statistic-interval.ts), less the same median. The null's spread is in p and nowhere else.
 */
import type { NullP } from '../../../src/run/decide.ts';

export interface NullStatistic {
  readonly null: string;
  readonly statistic: string;
  readonly observed: number | null;
  readonly median: number | null;
  readonly p: number | null;
  /** Replicates that have the statistic. */
  readonly defined: number;
  /** Of the observed statistic; null where it has none. */
  readonly low: number | null;
  readonly high: number | null;
  /** Why a number is missing. */
  readonly note: string | null;
}

interface NullEvidence {
  readonly estimate: number;
  /** Median of the null that leaves least of the statistic. */
  readonly chance: number;
  /** NaN without an interval. */
  readonly low: number;
  readonly high: number;
  readonly p: number;
  readonly found: readonly NullP[];
  readonly heldOut: readonly NullP[];
}

/** Null where the statistic does not exist in this study or no required null has a p for it. */
export function nullEvidence(
  rows: readonly NullStatistic[],
  statistic: string,
  required: readonly string[],
): NullEvidence | null {
  const own = rows.filter((row) => row.statistic === statistic);
  const decisive = own.filter((row) => required.includes(row.null) && row.p !== null);
  if (decisive.length === 0) return null;
  const strictest = decisive.reduce((worst, row) => (excess(row) < excess(worst) ? row : worst));
  const { median, low, high } = strictest;
  return {
    estimate: excess(strictest),
    chance: median ?? 0,
    low: low === null ? Number.NaN : low - (median ?? 0),
    high: high === null ? Number.NaN : high - (median ?? 0),
    p: decisive.reduce((largest, row) => Math.max(largest, row.p ?? 0), 0),
    found: pValues(own),
    heldOut: heldOutOf(rows, statistic),
  };
}

/** Why none of the required nulls has a p for the statistic, in a sentence. */
export function whyNoEvidence(rows: readonly NullStatistic[], statistic: string, required: readonly string[]): string {
  const own = rows.filter((row) => row.statistic === statistic && required.includes(row.null));
  const notes = [...new Set(own.flatMap(({ note }) => note ?? []))];
  if (notes.length === 0) return 'No null of other directions was computed for it.';
  return `No null of other directions has a p for it: ${own.map((row) => `${row.null}, ${row.note}`).join('; ')}.`;
}

/** The largest p over the splits there are, by null: a finding must be found again in each. */
export function heldOutOf(rows: readonly NullStatistic[], statistic: string): NullP[] {
  const again = rows.filter((row) => isHeldOut(row.statistic, statistic));
  return [...new Set(again.map((row) => row.null))].flatMap((name) => {
    const ps = again.filter((row) => row.null === name).map(({ p }) => p);
    // A split that the null has no p for cannot be passed.
    return ps.includes(null) ? [] : [{ null: name, p: Math.max(...ps.map((p) => p ?? Number.NaN)) }];
  });
}

/** `held_out:<split>:<statistic>` */
function isHeldOut(name: string, statistic: string): boolean {
  const [prefix, , ...rest] = name.split(':');
  return prefix === 'held_out' && rest.join(':') === statistic;
}

function pValues(rows: readonly NullStatistic[]): NullP[] {
  return rows.flatMap((row) => (row.p === null ? [] : [{ null: row.null, p: row.p }]));
}

function excess({ observed, median }: NullStatistic): number {
  return (observed ?? 0) - (median ?? 0);
}
