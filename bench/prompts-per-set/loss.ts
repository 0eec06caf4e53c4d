/**
 * What comparisons of sets within clusters with other arms lose where each set met some of the prompts, against the same sets on all:
 *
 *   error   √ mean of (estimate − estimate on all)² over thinnings, in standard errors of the latter
 *   width   of the 95 % interval, and SD of the sets, as multiples of those on all
 *   p       of permuted labels or arms, mean over thinnings
 */

import { isThinned } from '../../pipeline/cooccurrence/kernels/steering/prompts-per-set.ts';
import { contrastOf } from '../../pipeline/cooccurrence/kernels/summary/arm-contrast.ts';
import { blockMeans } from '../../pipeline/cooccurrence/kernels/summary/block-means.ts';
import type { DoseBlock, Outcome } from '../../pipeline/cooccurrence/kernels/summary/dose-blocks.ts';
import type { PermutedSets } from '../../pipeline/cooccurrence/kernels/summary/set-draws.ts';
import { setDraws } from '../../pipeline/cooccurrence/kernels/summary/set-draws.ts';
import type { PromptDraws } from '../../pipeline/cooccurrence/kernels/summary/set-means.ts';
import { intervalOf } from '../../src/methods/stats/equivalence.ts';
import { permutationP } from '../../src/methods/stats/resampling.ts';

export interface Comparison {
  readonly size: number;
  /** The arm that sets within clusters are compared with. */
  readonly other: string;
  readonly estimate: number;
  /** Standard error. */
  readonly error: number;
  /** Of the 95 % interval. */
  readonly width: number;
  readonly sd: number;
  readonly p: number;
}

export interface Loss extends Omit<Comparison, 'estimate'> {
  /** On all prompts. */
  readonly whole: Comparison;
}

const OUTCOME: Outcome = 'logit_diff';

/** Every size above 1, against every other arm that has sets of it. */
export function comparisonsOf(block: DoseBlock, draws: PromptDraws, permuted: PermutedSets): Comparison[] {
  const arms = block.sets.filter(({ arm }) => isThinned(arm) && arm !== 'within').map(({ arm }) => arm);
  const sizes = block.sets.filter(({ arm, size }) => arm === 'within' && size > 1).map(({ size }) => size);
  const [means, tools] = [blockMeans(block, OUTCOME, draws), { drawn: setDraws(1), permuted }];
  return [...new Set(sizes)].flatMap((size) =>
    [...new Set(arms)].flatMap((other) => {
      const found = contrastOf(block, means, { size, other }, tools);
      if (found === null) return [];
      const { estimate, sd } = found;
      const { low, high, error } = intervalOf(estimate, found.draws, Number.NaN);
      const p = permutationP(estimate, found.permuted).twoSided;
      return { size, other, estimate, error, width: high - low, sd, p };
    }),
  );
}

/** @param thinnings the same comparisons on some of the prompts, once for each thinning */
export function lossOf(all: readonly Comparison[], thinnings: readonly (readonly Comparison[])[]): Loss[] {
  return all.map((whole, i) => {
    const { size, other } = whole;
    const found = thinnings.map((comparisons) => {
      const own = comparisons[i];
      if (own?.size === size && own.other === other) return own;
      throw new Error(`lossOf: no comparison of ${size} within with ${other} in a thinning`);
    });
    const over = (of: (own: Comparison) => number): number =>
      found.reduce((sum, own) => sum + of(own) / found.length, 0);
    return {
      ...{ size, other, whole },
      error: Math.sqrt(over(({ estimate }) => (estimate - whole.estimate) ** 2)) / whole.error,
      width: over(({ width }) => width) / whole.width,
      sd: over(({ sd }) => sd) / whole.sd,
      p: over(({ p }) => p),
    };
  });
}
