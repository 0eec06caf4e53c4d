/**
 * Which prompts a set is steered on. The unit that arms are compared by is the set, so a cell says more from many sets on some of the
 * prompts each than from few sets on all: with σ² of sets a, and r of set × prompt, the mean over S sets on N of P prompts has a/S + r/(S·N).
 *
 * N prompts are dealt to set after set from packs that hold every prompt once, shuffled within strata and the strata spread evenly, so that
 *
 *   - after any number of sets no prompt was dealt twice more often than another: the sets of a cell meet every prompt equally often
 *   - the N prompts of a set have the strata in about their proportion
 *   - sets of the same size and replicate have the same prompts in every arm and cluster: comparisons of arms are paired
 *
 * Single features, the pool and the further experiments are steered on every prompt: verdicts are read from them.
 */
import { type Random, random, shuffle } from '../../../../src/random.ts';
import { SET_ARMS, type SteeringSet } from './design.ts';

/** @param strata of each prompt @returns prompts of each set as indices, ascending */
export function promptsOfSets(
  sets: readonly Pick<SteeringSet, 'arm' | 'size' | 'replicate'>[],
  strata: readonly string[],
  perSet: 'all' | number,
  seed: number,
): readonly Int32Array[] {
  const everyone = Int32Array.from(strata, (_, prompt) => prompt);
  if (perSet === 'all' || perSet >= strata.length) return sets.map(() => everyone);
  const dealt = new Map<number, Int32Array[]>();
  const thinned = (size: number): Int32Array[] => {
    const known = dealt.get(size);
    if (known !== undefined) return known;
    const own = sets.filter((set) => isThinned(set.arm) && set.size === size);
    const count = 1 + own.reduce((most, { replicate }) => Math.max(most, replicate), 0);
    const made = deal(count, perSet, strata, random(seed, 'prompts-per-set', size));
    dealt.set(size, made);
    return made;
  };
  return sets.map(({ arm, size, replicate }) => (isThinned(arm) ? thinned(size)[replicate] : everyone));
}

/** Whether sets of the arm are steered on `steering.prompts_per_set` prompts. */
export function isThinned(arm: string): boolean {
  return (SET_ARMS as readonly string[]).includes(arm);
}

/** Prompts of each intervention: those of all sets that use it. @param ofSet prompts of each set, by set_id */
export function promptsOfInterventions(
  doses: readonly { readonly setId: number; readonly intervention: number }[],
  count: number,
  ofSet: readonly Int32Array[],
): readonly Int32Array[] {
  const users = Array.from({ length: count }, () => new Set<Int32Array>());
  for (const { setId, intervention } of doses) users[intervention].add(ofSet[setId]);
  return users.map((own) => {
    const [first, ...others] = own;
    if (first !== undefined && others.length === 0) return first;
    return Int32Array.from(new Set([...own].flatMap((prompts) => [...prompts]))).sort();
  });
}

function deal(count: number, perSet: number, strata: readonly string[], rng: Random): Int32Array[] {
  const hands: Int32Array[] = [];
  let pack: number[] = [];
  for (let set = 0; set < count; set++) {
    const hand = new Set<number>();
    const left: number[] = [];
    while (hand.size < perSet) {
      if (pack.length === 0) pack = newPack(strata, rng);
      const [next, ...rest] = pack;
      // What the hand has from the last pack waits for the next set.
      if (hand.has(next)) left.push(next);
      else hand.add(next);
      pack = rest;
    }
    pack = [...left, ...pack];
    hands.push(Int32Array.from(hand).sort());
  }
  return hands;
}

/** Every prompt once: the j-th of a stratum's n at (j + u)/n of the pack, u uniform for each stratum. */
function newPack(strata: readonly string[], rng: Random): number[] {
  const members = new Map<string, number[]>();
  strata.forEach((name, prompt) => members.set(name, [...(members.get(name) ?? []), prompt]));
  const placed = [...members.keys()].sort().flatMap((name) => {
    const own = shuffle(members.get(name) ?? [], rng);
    const start = rng.uniform();
    return own.map((prompt, j) => ({ prompt, at: (j + start) / own.length }));
  });
  return placed.sort((a, b) => a.at - b.at || a.prompt - b.prompt).map(({ prompt }) => prompt);
}
