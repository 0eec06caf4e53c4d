/** The classes that clusters are held against: what prompts have in common, where both halves hold enough of them. */

/** Prompts of a class that each half must have. */
const LEAST = 2;

export interface HalvedPrompt {
  readonly stratum: string;
  readonly answer: string;
  /** It is in the half that did not find the clusters. */
  readonly heldOut: boolean;
}

export interface PromptClass {
  readonly name: string;
  /** Prompts of the half that finds, ascending. */
  readonly finds: readonly number[];
  /** Held-out prompts, ascending. */
  readonly asked: readonly number[];
}

/** In order of first appearance. @param by what names a class: its stratum, or its answer */
export function classesOf(prompts: readonly HalvedPrompt[], by: 'stratum' | 'answer'): PromptClass[] {
  const of = (name: string, heldOut: boolean): number[] =>
    prompts.flatMap((prompt, p) => (prompt[by] === name && prompt.heldOut === heldOut ? [p] : []));
  return [...new Set(prompts.map((prompt) => prompt[by]))]
    .map((name) => ({ name, finds: of(name, false), asked: of(name, true) }))
    .filter(({ finds, asked }) => finds.length >= LEAST && asked.length >= LEAST);
}

/** The class in which the features' summed values have the largest mean over the half that finds, ties to the first. */
export function classOf(features: readonly number[], means: readonly Float64Array[]): number {
  const sums = means.map((own) => features.reduce((sum, feature) => sum + own[feature], 0));
  return sums.reduce((best, sum, at) => (sum > sums[best] ? at : best), 0);
}

/** Mean value of every feature over the half that finds, by class: [C][F]. @param table [F, P] row-major */
export function classMeans(
  { values, features, prompts }: FeatureTable,
  classes: readonly PromptClass[],
): Float64Array[] {
  return classes.map(({ finds }) =>
    Float64Array.from({ length: features }, (_, feature) => {
      return finds.reduce((sum, prompt) => sum + values[feature * prompts + prompt], 0) / finds.length;
    }),
  );
}

/** One value for each feature and prompt, [F, P] row-major. */
export interface FeatureTable {
  readonly values: Float64Array;
  readonly features: number;
  readonly prompts: number;
}
