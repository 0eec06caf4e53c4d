/**
 * A block of steered sets in which every set met every prompt, as it would be had each set of an arm met some of them, or on fewer
 * prompts altogether. What is left out is NaN, as where a run left it out (pipeline/cooccurrence/kernels/summary/dose-blocks.ts).
 */
import type { SteeringSet } from '../../pipeline/cooccurrence/kernels/steering/design.ts';
import { promptsOfSets } from '../../pipeline/cooccurrence/kernels/steering/prompts-per-set.ts';
import { type DoseBlock, OUTCOMES } from '../../pipeline/cooccurrence/kernels/summary/dose-blocks.ts';

export interface Steered {
  readonly block: DoseBlock;
  /** Number within its cell of each set of the block, from 0. */
  readonly replicates: readonly number[];
  /** Of each prompt of the block. */
  readonly strata: readonly string[];
}

/** On these of the block's prompts, as indices, ascending. */
export function onPrompts({ block, replicates, strata }: Steered, prompts: readonly number[]): Steered {
  const width = block.promptIds.length;
  const fewer = mapped(block, (values) =>
    Float64Array.from(block.sets.flatMap((_, s) => prompts.map((p) => values[s * width + p]))),
  );
  const promptIds = Int32Array.from(prompts, (p) => block.promptIds[p]);
  return { block: { ...fewer, promptIds }, replicates, strata: prompts.map((p) => strata[p]) };
}

/** Each set of an arm on `perSet` prompts, dealt as a run deals them. */
export function thinned({ block, replicates, strata }: Steered, perSet: number, seed: number): DoseBlock {
  const width = block.promptIds.length;
  const named = block.sets.map(({ arm, size }, s) => ({ arm, size, replicate: replicates[s] }));
  const on = promptsOfSets(named as Pick<SteeringSet, 'arm' | 'size' | 'replicate'>[], strata, perSet, seed);
  const met = on.flatMap((own) => {
    const flags = new Array<boolean>(width).fill(false);
    for (const p of own) flags[p] = true;
    return flags;
  });
  const left = mapped(block, (values) => values.map((value, i) => (met[i] ? value : Number.NaN)));
  return { ...left, partial: on.map((own) => own.length < width) };
}

function mapped(block: DoseBlock, of: (values: Float64Array) => Float64Array): DoseBlock {
  const damage = Object.fromEntries(OUTCOMES.map((name) => [name, of(block.damage[name])])) as DoseBlock['damage'];
  return { ...block, damage };
}
