/**
 * The study's network recomputed with one ingredient changed, to see where its correlations come from. These are single networks and
 * not replicates: they have no p.
 *
 *   as-studied        the study's own
 *   residualised      each prompt's values over its gradient norm first, then answer and foil regressed out (METHODS N2)
 *   activation-only   every projection at its feature's mean (N5)
 *   gradient-only     every activation at its feature's mean (N5)
 *   class-balanced    every stratum counts alike in the correlations
 *   without:<stratum> the prompts of one stratum left out
 */

import { basisOf } from '../../../../src/methods/stats/basis.ts';
import { covariateColumns, type PromptWords } from '../../../../src/methods/stats/correlation/covariates.ts';
import { groupNumbers } from '../../../../src/methods/stats/groups/groups.ts';
import { type Matrix, takeRows } from '../../../../src/methods/stats/matrix.ts';
import { halfOf } from './held-out.ts';
import { RECOMPUTED, type Recomputed } from './null-kinds.ts';
import { activationOnly, gradientOnly } from './one-factor-held.ts';
import type { NullInput } from './replicates.ts';
import { networkStatistics, statisticNames } from './statistics.ts';
import { leastPrompts } from './study-options.ts';

/** Statistics of the values themselves. */
const OF_VALUES = /^anova_f:(max_activation|absolute_summed_activation|std_activation)$/;

interface RecomputedRow {
  readonly variant: string;
  readonly statistic: string;
  /** NaN where the statistic does not exist. */
  readonly value: number;
  readonly reason: string | null;
}

interface RecomputedInput {
  readonly nullInput: NullInput;
  /** [R, F] of the features' own directions. */
  readonly projections: Float32Array;
  /** The study's prompts × features. */
  readonly matrix: Matrix;
  readonly prompts: readonly (PromptWords & { readonly stratum: string })[];
}

export function recomputed(
  { nullInput, projections, matrix, prompts }: RecomputedInput,
  wanted: readonly Recomputed[],
): RecomputedRow[] {
  const { codes, rule, statistics, gains } = nullInput;
  const names = statisticNames(statistics).filter((name) => !name.startsWith('slope:'));
  const shape = { rows: matrix.rows, cols: matrix.cols };
  const importance = new Float64Array(matrix.cols);
  const rowsOf = (variant: string, values: Matrix, options = statistics): RecomputedRow[] => {
    const all = networkStatistics(values, options, { importance, edges: null });
    const found = new Map(statisticNames(statistics).map((name, s) => [name, all[s]]));
    return names.map((statistic) => {
      const value = found.get(statistic) ?? Number.NaN;
      return { variant, statistic, value, reason: Number.isNaN(value) ? 'it does not exist in this network' : null };
    });
  };
  const absent = (variant: string, reason: string): RecomputedRow[] =>
    names.map((statistic) => ({ variant, statistic, value: Number.NaN, reason }));

  const balanced = (): RecomputedRow[] => {
    const classes = groupNumbers(prompts.map(({ stratum }) => stratum));
    const weighted = { ...statistics, correlation: { ...statistics.correlation, classes } };
    return rowsOf('class-balanced', matrix, weighted).map((row) =>
      OF_VALUES.test(row.statistic)
        ? { ...row, value: Number.NaN, reason: 'weights change correlations, not values' }
        : row,
    );
  };
  const residualised = (): RecomputedRow[] => {
    const covariates = covariateColumns(['answer', 'foil'], prompts, gains);
    const spent = basisOf(matrix.rows, [new Float64Array(matrix.rows).fill(1), ...covariates]).vectors.length;
    if (gains.includes(0)) return absent('residualised', 'a prompt has a gradient of zero');
    if (matrix.rows < spent + 3)
      return absent('residualised', `answers and foils leave ${matrix.rows - spent} degrees of freedom`);
    const correlation = { method: 'partial' as const, gains, covariates };
    return rowsOf('residualised', matrix, { ...statistics, correlation });
  };
  const without = (name: string): RecomputedRow[] => {
    const left = Int32Array.from(prompts.keys()).filter((prompt) => prompts[prompt].stratum !== name);
    if (left.length < leastPrompts(statistics)) return absent(`without:${name}`, `${left.length} prompts are left`);
    return rowsOf(`without:${name}`, takeRows(matrix, left), halfOf(statistics, left));
  };
  const make: Readonly<Record<Recomputed, () => RecomputedRow[]>> = {
    residualised,
    'activation-only': () => rowsOf('activation-only', { ...shape, values: activationOnly(codes, projections, rule) }),
    'gradient-only': () => rowsOf('gradient-only', { ...shape, values: gradientOnly(codes, projections, rule) }),
    'class-balanced': () =>
      statistics.correlation.method === 'pearson'
        ? balanced()
        : absent('class-balanced', 'weights are defined for Pearson correlation alone'),
    'without-strata': () => [...new Set(prompts.map(({ stratum }) => stratum))].flatMap(without),
  };
  return [...rowsOf('as-studied', matrix), ...RECOMPUTED.filter((name) => wanted.includes(name)).flatMap((name) => make[name]())]; // biome-ignore format: one line
}
