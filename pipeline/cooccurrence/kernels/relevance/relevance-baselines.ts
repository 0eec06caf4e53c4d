/**
 * Baselines of relevance that need no dictionary: as many principal components of the residual as the kept features are units, and the
 * differences of means between answers. Fewer directions that do as much say that the dictionary's features are not what it takes.
 */
import { readSteeredPrompts } from '../steering/steered-prompts.ts';
import type { AblationInputs } from './ablation-shards.ts';
import { componentDirections, meanDifferenceDirections } from './baseline-directions.ts';
import { slotsOf } from './slots.ts';

export interface Baseline {
  readonly name: 'components' | 'mean-differences';
  /** An orthonormal basis, [D] each. */
  readonly directions: readonly (readonly number[])[];
}

interface Asked {
  /** Of each prompt, whether it is in the half that did not find the clusters; null where there are no halves. */
  readonly heldOut: readonly (boolean | null)[];
  readonly skip: number;
  /** How many components. */
  readonly count: number;
}

interface Inputs extends AblationInputs {
  readonly words: readonly { readonly template: string; readonly answer: string }[];
}

/** Both; one without a direction is left out. */
export function relevanceBaselines(
  { task, words, attributed, subject }: Inputs,
  { heldOut, skip, count }: Asked,
): Baseline[] {
  const ids = task.map(({ prompt_id: id }) => id);
  const source = {
    slots: slotsOf(task.map(({ tokens }, k) => ({ tokens, template: words[k].template }))),
    width: subject.model.config.dModel,
    prompts: readSteeredPrompts(attributed, ids, new Set()),
    skip,
    answers: words.map(({ answer }) => answer),
    finds: heldOut.map((out) => out !== true),
  };
  const stored = (basis: readonly Float64Array[]) => basis.map((direction) => [...direction]);
  const all: Baseline[] = [
    { name: 'components', directions: count === 0 ? [] : stored(componentDirections(source, count)) },
    { name: 'mean-differences', directions: stored(meanDifferenceDirections(source)) },
  ];
  return all.filter(({ directions }) => directions.length > 0);
}
