/**
 * Mean |r| over the pairs of a set, r the correlation of two features' attributions; and the same with the features permuted over the
 * matrix of |r|, which keeps that sets share features and pairs share rows (quadratic assignment; Hubert & Schultz 1976, British
 * Journal of Mathematical and Statistical Psychology 29, 190-241).
 */

import { centredRanks } from '../../../../src/methods/stats/ranks.ts';
import { random, shuffle } from '../../../../src/random.ts';
import type { SetRow } from './dose-blocks.ts';

export interface CorrelationPair {
  readonly feature_a: number;
  readonly feature_b: number;
  readonly r: number;
}

export interface MeanSimilarity {
  /** NaN for a set with a pair that has no r. */
  of(set: SetRow): number;
  /** Centred ranks of the sets' mean |r|, [permutations, sets]; every set's must exist. */
  permutedRanks(sets: readonly SetRow[]): readonly Float64Array[];
}

export function meanSimilarity(pairs: readonly CorrelationPair[], count: number, seed: number): MeanSimilarity {
  const ids = [...new Set(pairs.flatMap(({ feature_a, feature_b }) => [feature_a, feature_b]))].sort((a, b) => a - b);
  const place = new Map(ids.map((id, i) => [id, i]));
  const features = ids.length;
  const table = new Float64Array(features * features).fill(Number.NaN);
  for (const { feature_a, feature_b, r } of pairs) {
    const [a, b] = [place.get(feature_a) as number, place.get(feature_b) as number];
    table[a * features + b] = table[b * features + a] = Math.abs(r);
  }
  const identity = Int32Array.from(ids, (_, i) => i);
  const rng = random(seed, 'summarise', 'similarity');
  const orders = Array.from({ length: count }, () => shuffle(identity.slice(), rng));
  const mean = (places: readonly number[], order: Int32Array): number => {
    let [sum, number] = [0, 0];
    for (let i = 0; i < places.length; i++) {
      for (let j = i + 1; j < places.length; j++, number++)
        sum += table[order[places[i]] * features + order[places[j]]];
    }
    return sum / number;
  };
  const placesOf = (set: SetRow): number[] | null => {
    const places = set.feature_ids.map((id) => place.get(id) ?? -1);
    return places.includes(-1) ? null : places;
  };
  const known = new Map<string, Float64Array[]>();
  return {
    of: (set) => {
      const places = placesOf(set);
      return places === null ? Number.NaN : mean(places, identity);
    },
    permutedRanks: (sets) => {
      const key = sets.map(({ set_id: id }) => id).join();
      const made = known.get(key);
      if (made !== undefined) return made;
      const places = sets.map((set) => placesOf(set) ?? []);
      const ranked = orders.map((order) => centredRanks(Float64Array.from(places, (own) => mean(own, order))));
      known.set(key, ranked);
      return ranked;
    },
  };
}
