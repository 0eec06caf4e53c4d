/**
 * Features dealt among the clusters whatever they do, whole units together: copies stay in one group, or a deal would tear apart what is one
 * feature. Units come in random order, large ones first where sizes differ, each to a cluster drawn in proportion to its room among those
 * that hold it; where none does, to the one with most room. Sizes so stay as near to the clusters' as units allow.
 */
import { type Random, shuffle } from '../../../../src/random.ts';

/** @param units features of each, by place @param sizes of the clusters @returns cluster of each feature, 0 … clusters − 1 */
export function dealUnits(units: readonly (readonly number[])[], sizes: readonly number[], rng: Random): Int32Array {
  const groups = new Int32Array(units.reduce((sum, { length }) => sum + length, 0));
  const room = [...sizes];
  const order = shuffle([...units.keys()], rng).sort((a, b) => units[b].length - units[a].length);
  for (const unit of order) {
    const { length } = units[unit];
    const cluster = drawn(room, length, rng);
    for (const feature of units[unit]) groups[feature] = cluster;
    room[cluster] -= length;
  }
  return groups;
}

function drawn(room: readonly number[], length: number, rng: Random): number {
  const holding = [...room.keys()].filter((cluster) => room[cluster] >= length);
  if (holding.length === 0) return room.reduce((most, own, cluster) => (own > room[most] ? cluster : most), 0);
  let left = rng.uniform() * holding.reduce((sum, cluster) => sum + room[cluster], 0);
  for (const cluster of holding) {
    left -= room[cluster];
    if (left < 0) return cluster;
  }
  return holding[holding.length - 1];
}
