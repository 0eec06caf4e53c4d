/**
 * H4, by the interaction index alone: what removing two features at once does beyond removing each, as |I| over that of control pairs with
 * the same first-order effects and Gram matrix. Supported when pairs of one cluster exceed both their controls (interval above zero) and
 * pairs of two clusters (p of permuted labels), on all prompts and with the same sign on each half.
 */
import { type Decision, LEVEL, untestable } from './decide.ts';

/** Row of `interaction_summary` with measure `magnitude_excess`. */
export interface InteractionRow {
  readonly scope: string;
  readonly estimate: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly p_greater: number | null;
  readonly bound: number | null;
  readonly equivalent: boolean;
  readonly first_half: number | null;
  readonly second_half: number | null;
}

export interface Together extends Decision {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  readonly p: number;
}

export function together(rows: readonly InteractionRow[]): Together {
  const within = rows.find(({ scope }) => scope === 'within');
  const difference = rows.find(({ scope }) => scope === 'within-between');
  if (within === undefined || difference === undefined)
    return { ...EMPTY, ...untestable('No interaction index with controls was computed for pairs within and between clusters (setting interaction.pairs).') }; // biome-ignore format: one line
  const { estimate, low, high, p_greater: p, bound } = difference;
  if (low === null || high === null || p === null || within.low === null)
    return { ...EMPTY, estimate, ...untestable('Too few pairs for an interval.') };
  const numbers = { estimate, low, high, p, survives: [] };
  const as = (status: Decision['status'], reason: string | null): Together => ({ ...numbers, status, reason });
  if (high < 0) return as('not supported', 'Pairs of one cluster interact less than pairs of two.');
  if (difference.equivalent)
    return as(
      'not supported',
      `The interval lies inside ±${bound?.toPrecision(2)} logits, the smallest interaction of interest.`,
    );
  if (p > LEVEL)
    return as('not distinguishable', 'Permuting cluster labels over features gives as large a difference too often.');
  if (within.low <= 0)
    return as('not distinguishable', 'Pairs of one cluster do not interact more than their control pairs.');
  if (difference.first_half === null || difference.second_half === null)
    return as('not testable', 'Larger on all prompts, but no halves of the prompts could be compared.');
  if (difference.first_half <= 0 || difference.second_half <= 0)
    return as('not distinguishable', 'The difference has another sign on one half of the prompts.');
  return as('supported', null);
}

const EMPTY = { estimate: Number.NaN, low: Number.NaN, high: Number.NaN, p: Number.NaN };
