/**
 * How alike the dictionary rows that a null draws are to the selected features. Of each trait the standardised mean difference,
 *   SMD = (mean of the rows drawn - mean of the selected) / √((variance of the drawn + variance of the selected) / 2),
 * over the rows of every replicate, which are drawn again here from the replicates' own generators. A null is unbalanced in a trait above MOST:
 * then it differs from the study by more than directions (Austin, Multivariate Behav. Res. 46, 2011, takes 0.1 to 0.25 for the bound).
 */
import { isFloat32Constant } from '../../../../src/methods/stats/float32-constant.ts';
import { random } from '../../../../src/random.ts';
import { type CandidateOptions, candidatesOf } from './candidates.ts';
import { drawRows, matchRows } from './matched-rows.ts';

const MOST = 0.25;

/** log10 of the firing rate and of the norm, which rows are matched on; and the share of the task's prompts with a value, which they are not. */
export const TRAITS = ['rate', 'norm', 'prevalence'] as const;

export interface BalanceRow {
  readonly null: string;
  readonly trait: (typeof TRAITS)[number];
  readonly selected_mean: number;
  readonly drawn_mean: number;
  /** NaN where both groups are constant at different values. */
  readonly smd: number;
  readonly unbalanced: boolean;
  readonly reason: string | null;
}

/** Of the null `random-rows`, the one that draws rows. */
export function randomRowsBalance(
  options: CandidateOptions,
  { seed, replicates }: { readonly seed: number; readonly replicates: number },
): BalanceRow[] {
  const { ids, traits, selected } = candidatesOf(options);
  const matches = matchRows(selected, traits);
  const times = new Float64Array(ids.length);
  for (let k = 0; k < replicates; k++)
    for (const row of drawRows(matches, random(seed, 'nulls', 'random-rows', k))) times[row]++;
  const prevalence = (features: Int32Array) => Float64Array.from(features, (f) => options.prevalence.get(f) ?? 0);
  const columns = {
    rate: [selected.logRate, traits.logRate],
    norm: [selected.logNorm, traits.logNorm],
    prevalence: [prevalence(options.selected), prevalence(ids)],
  };
  const once = new Float64Array(options.selected.length).fill(1);
  return TRAITS.map((trait) => {
    const [own, others] = columns[trait];
    const [here, drawn] = [moments(own, once), moments(others, times)];
    // Traits are logarithms or shares: rounding is one of 1.
    const constant = isFloat32Constant([...own, ...others], 1);
    const difference = drawn.mean - here.mean;
    const sd = Math.sqrt((here.variance + drawn.variance) / 2);
    const apart = !constant && sd === 0 && difference !== 0;
    const smd = constant || difference === 0 ? 0 : apart ? Number.NaN : difference / sd;
    return {
      ...{ null: 'random-rows', trait, selected_mean: here.mean, drawn_mean: drawn.mean, smd },
      unbalanced: apart || Math.abs(smd) > MOST,
      reason: apart ? 'neither group varies, and they differ' : null,
    };
  });
}

/** Mean and variance of values, each as often as `times` says. */
function moments(values: Float64Array, times: Float64Array): { readonly mean: number; readonly variance: number } {
  let [count, sum] = [0, 0];
  values.forEach((value, i) => {
    count += times[i];
    sum += times[i] * value;
  });
  const mean = sum / count;
  const variance = values.reduce((total, value, i) => total + times[i] * (value - mean) ** 2, 0) / count;
  return { mean, variance };
}
