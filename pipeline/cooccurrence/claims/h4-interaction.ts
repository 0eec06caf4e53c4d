/**
 * H4, by the interaction index alone: what removing two features at once does beyond removing each, by its size within answers (strata.ts) over
 * that of control pairs with the same first-order effects and Gram matrix. Supported when pairs of one cluster exceed both their controls
 * (interval above zero) and pairs of two clusters: the interval of the difference above zero, p of permuted labels at most 0.025 on all prompts
 * and, by the clusters that the first half of the prompts finds, on the second.
 */
import { type Decision, type Evidence, HOLDS_ZERO, LEVEL, untestable } from '../../../src/run/decide.ts';

/** Row of `interaction_summary` with measure `stratum_excess`. */
export interface InteractionRow {
  readonly scope: string;
  readonly estimate: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly p_greater: number | null;
  readonly bound: number | null;
  readonly equivalent: boolean;
  /** Of the first half's clusters on the second half's prompts. */
  readonly p_held_out: number | null;
  /** The bound as a share of the contrast. */
  readonly bound_share: number | null;
}

export interface Together extends Evidence {
  readonly estimate: number;
  readonly p: number;
  readonly decision: Decision;
}

/** @returns the evidence with what it comes to, or why there is none */
export function together(rows: readonly InteractionRow[], labels: string): Together | string {
  const within = rows.find(({ scope }) => scope === 'within');
  const difference = rows.find(({ scope }) => scope === 'within-between');
  if (within === undefined || difference === undefined)
    return 'No interaction index with controls was computed for pairs within and between clusters (settings interaction.pairs and interaction.controls).'; // biome-ignore format: one line
  const { estimate, low, high, p_greater: p, bound } = difference;
  if (low === null || high === null || p === null || within.low === null)
    return { ...EMPTY, estimate, required: [labels], decision: untestable('Too few pairs for an interval.') };
  const again = difference.p_held_out;
  const found = [{ null: labels, p }];
  const heldOut = again === null ? [] : [{ null: labels, p: again }];
  const shown = { estimate, low, high, p, found, heldOut, required: [labels], sesoi: null };
  const survives = p <= LEVEL ? [labels] : [];
  const as = (status: Decision['status'], reason: string | null): Together => {
    return { ...shown, decision: { status, survives, reason } };
  };
  if (high < 0) return as('not supported', 'Pairs of one cluster interact less than pairs of two.');
  if (difference.equivalent)
    return as(
      'not supported',
      `The interval lies inside ±${bound?.toPrecision(2)} logits, the smallest interaction of interest: a share of what one feature does, and ${shareOf(difference.bound_share)} of the contrast.`,
    );
  if (p > LEVEL)
    return as('not distinguishable', 'Permuting cluster labels over features gives as large a difference too often.');
  if (low <= 0) return as('not distinguishable', HOLDS_ZERO);
  if (within.low <= 0)
    return as('not distinguishable', 'Pairs of one cluster do not interact more than their control pairs.');
  if (again === null)
    return as('not testable', 'Larger on all prompts, but clusters of one half could not be asked of the other.');
  if (again > LEVEL)
    return as(
      'not distinguishable',
      'By the clusters of one half of the prompts, permuted labels give as large a difference too often on the other.',
    );
  return as('supported', null);
}

function shareOf(share: number | null): string {
  return share === null ? 'an unknown share' : `${(100 * share).toPrecision(2)} %`;
}

const EMPTY = { low: Number.NaN, high: Number.NaN, p: Number.NaN, found: [], heldOut: [], sesoi: null };
