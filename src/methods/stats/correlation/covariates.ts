/**
 * What a partial correlation holds fixed, as columns over prompts: `answer` and `foil` as one 0/1 column a word,
 * `log-gradient` the logarithm of the prompt's gradient norm.
 */

export type Covariate = 'answer' | 'foil' | 'log-gradient';

export interface PromptWords {
  readonly answer: string;
  readonly foil: string | null;
}

/** @param norms [P] gradient norms, read only under `log-gradient` */
export function covariateColumns(
  covariates: readonly Covariate[],
  prompts: readonly PromptWords[],
  norms: Float64Array,
): Float64Array[] {
  return covariates.flatMap((covariate) => {
    if (covariate === 'answer') return dummies(prompts.map(({ answer }) => answer));
    if (covariate === 'foil') return dummies(prompts.map(({ foil }) => foil ?? ''));
    return [norms.map(Math.log)];
  });
}

/** A category per row as 0/1 columns, one per level in order of first appearance: [levels][rows]. */
export function dummies(levels: readonly string[]): Float64Array[] {
  const names = [...new Set(levels)];
  return names.map((name) => Float64Array.from(levels, (level) => (level === name ? 1 : 0)));
}
