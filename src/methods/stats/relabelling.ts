/**
 * Labels permuted where some items are copies: blocks of items are exchanged whole, each with a block of as many items, so that copies
 * keep to one another and every label is given as often as before (whole-block exchangeability, Winkler et al. 2014, NeuroImage 92, 381-397).
 * Without blocks every item is its own. Where every block has a size of its own nothing can move, and all permutations are the labels themselves.
 */
import { type Random, shuffle } from '../../random.ts';

/** @param into what the permutation is written to; an array of its own unless given */
type Relabel = (rng: Random, into?: Int32Array) => Int32Array;

/** @param blocks of each item @returns the next permutation of the labels; each goes on from the one before */
export function relabelling(labels: ArrayLike<number>, blocks?: ArrayLike<number>): Relabel {
  const own = Int32Array.from(labels);
  const places = new Map<number, number[]>();
  for (let i = 0; i < own.length; i++) {
    const block = blocks === undefined ? i : blocks[i];
    const inside = places.get(block) ?? [];
    places.set(block, inside);
    inside.push(i);
  }
  const bySize = new Map<number, number[][]>();
  for (const inside of places.values()) bySize.set(inside.length, [...(bySize.get(inside.length) ?? []), inside]);
  const alone = Int32Array.from((bySize.get(1) ?? []).flat());
  const labelsAlone = new Int32Array(alone.length);
  bySize.delete(1);
  const classes = [...bySize].sort(([a], [b]) => a - b).map(([, alike]) => alike);
  return (rng, into = new Int32Array(own.length)) => {
    // Items that are their own come first, without a list for each: ten thousand permutations of twenty splits are made of them.
    for (let k = 0; k < alone.length; k++) labelsAlone[k] = own[alone[k]];
    shuffle(labelsAlone, rng);
    for (let k = 0; k < alone.length; k++) own[alone[k]] = labelsAlone[k];
    for (const alike of classes) {
      const dealt = shuffle(
        alike.map((inside) => inside.map((i) => own[i])),
        rng,
      );
      alike.forEach((inside, k) => {
        inside.forEach((i, at) => {
          own[i] = dealt[k][at];
        });
      });
    }
    into.set(own);
    return into;
  };
}
