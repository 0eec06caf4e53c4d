/**
 * Bootstrap means of a cell: in draw k its sets are drawn anew and averaged, over the prompts of draw k. A cell's draws are seeded by
 * its name, so it is drawn alike at every dose and a new arm moves none of the others.
 */
import { relabelling } from '../../../../src/methods/stats/relabelling.ts';
import { resampled } from '../../../../src/methods/stats/resampling.ts';
import { type Random, random, shuffle } from '../../../../src/random.ts';
import { blocksOf, type UnitOf } from '../units/counted-units.ts';
import type { Cell } from './arm-means.ts';
import type { SetRow } from './dose-blocks.ts';

/** @param means [S] of each draw of prompts @returns mean over the cell's sets in each draw */
export type SetDraws = (cell: Cell, means: readonly Float64Array[]) => Float64Array;

export function setDraws(seed: number): SetDraws {
  const known = new Map<string, Uint16Array[]>();
  return ({ arm, size, cluster, members }, means) => {
    const count = members.length;
    const key = `${arm}/${size}/${cluster}/${count}/${means.length}`;
    let weights = known.get(key);
    if (weights === undefined) {
      const rng = random(seed, 'summarise', 'sets', arm, size, cluster ?? 0);
      weights = means.map(() => Uint16Array.from(resampled(count, rng)));
      known.set(key, weights);
    }
    const drawn = new Float64Array(means.length);
    for (let k = 0; k < drawn.length; k++) {
      const own = weights[k];
      const values = means[k];
      let sum = 0;
      for (let i = 0; i < count; i++) sum += own[i] * values[members[i]];
      drawn[k] = sum / count;
    }
    return drawn;
  };
}

/**
 * Which sets lie inside one cluster when labels mean nothing:
 *
 *   features   cluster labels permuted over the features, copies (the table unit) together; a set is within when all its features then share a label. Sets that share
 *              features move together. The sets themselves were drawn by the true labels, so that the test is approximate: near its
 *              level at pairs, conservative at larger sizes (docs/methods.md)
 *   sets       the arms' names permuted over the sets, for controls that have no clusters
 */
export interface PermutedSets {
  /** [permutations, sets]: 1 where the set counts as within. */
  features(sets: readonly SetRow[]): readonly Uint8Array[];
  /** The same with `within` of the sets, whichever. */
  sets(sets: readonly SetRow[], within: number): readonly Uint8Array[];
}

/**
 * @param clusters cluster of every feature that sets within and between are made of
 * @param units null where they were not made: labels are permuted over features then
 */
export function permutedSets(
  clusters: ReadonlyMap<number, number>,
  units: UnitOf | null,
  count: number,
  seed: number,
): PermutedSets {
  const ids = [...clusters.keys()].sort((a, b) => a - b);
  const place = new Map(ids.map((id, i) => [id, i]));
  const rng = random(seed, 'summarise', 'labels');
  const labels = ids.map((id) => clusters.get(id) as number);
  const relabel = relabelling(labels, blocksOf(ids, units));
  const permutations = Array.from({ length: count }, () => relabel(rng));
  const bySet = new Map<string, Uint8Array[]>();
  const memo = (key: string, make: () => Uint8Array[]): Uint8Array[] => {
    const known = bySet.get(key) ?? make();
    bySet.set(key, known);
    return known;
  };
  const nameOf = (sets: readonly SetRow[]): string => sets.map(({ set_id: id }) => id).join();
  return {
    features: (sets) =>
      memo(`features ${nameOf(sets)}`, () => {
        const places = sets.map(({ feature_ids: features }) =>
          features.map((id) => {
            const at = place.get(id);
            if (at === undefined) throw new Error(`permutedSets: feature ${id} is in no kept cluster`);
            return at;
          }),
        );
        return permutations.map((own) =>
          Uint8Array.from(places, (set) => Number(set.every((at) => own[at] === own[set[0]]))),
        );
      }),
    sets: (sets, within) =>
      memo(`sets ${within} ${nameOf(sets)}`, () => {
        const own: Random = random(seed, 'summarise', 'arms', sets[0].arm, sets[sets.length - 1].arm, sets[0].size);
        const flags = new Uint8Array(sets.length).fill(1, 0, within);
        return Array.from({ length: count }, () => shuffle(flags, own).slice());
      }),
  };
}
