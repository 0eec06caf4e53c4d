/**
 * Features into groups of given sizes by what each prefers. Groups take sizes first: the largest goes to the preference that most features
 * have, and so on; where there are fewer preferences than sizes, one preference is as many groups as its features fill. Then features in
 * falling lead of their best score over the second go to the best with room, ties to the smaller feature and the earlier preference.
 */
import { type Random, shuffle } from '../../../../src/random.ts';

/**
 * @param scores of every feature for every preference, [preferences][F], finite
 * @param sizes of the groups, falling; as many features in all
 * @returns group of each feature, 0 … groups − 1, in the order of `sizes`
 */
export function assignGroups(scores: readonly Float64Array[], sizes: readonly number[], rng: Random): Int32Array {
  const features = sizes.reduce((sum, size) => sum + size, 0);
  const found = scores.find(({ length }) => length !== features)?.length;
  if (scores.length === 0 || found !== undefined)
    throw new RangeError(`assignGroups: ${scores.length} preferences of ${found} features, expected ${features}`);
  const owners = ownersOf(demandOf(scores, features), sizes);
  const offered = [...new Set(owners)].sort((a, b) => a - b);
  const room = new Map(offered.map((preference) => [preference, 0]));
  sizes.forEach((size, group) => {
    room.set(owners[group], (room.get(owners[group]) ?? 0) + size);
  });
  const members = new Map(offered.map((preference): [number, number[]] => [preference, []]));
  for (const feature of byLead(scores, offered, features)) {
    const open = offered.filter((preference) => (room.get(preference) ?? 0) > 0);
    const best = open.reduce((most, one) => (scores[one][feature] > scores[most][feature] ? one : most));
    members.get(best)?.push(feature);
    room.set(best, (room.get(best) ?? 0) - 1);
  }
  return dealt(members, owners, sizes, rng);
}

/** How many features prefer each. */
function demandOf(scores: readonly Float64Array[], features: number): number[] {
  const demand = scores.map(() => 0);
  for (let feature = 0; feature < features; feature++)
    demand[scores.reduce((best, own, at) => (own[feature] > scores[best][feature] ? at : best), 0)]++;
  return demand;
}

/** The preference that each group is of. */
function ownersOf(demand: readonly number[], sizes: readonly number[]): number[] {
  const left = [...demand];
  const free = new Set(demand.keys());
  // One group each while there are enough preferences; else the one whose features have least room.
  const single = demand.length >= sizes.length;
  return sizes.map((size) => {
    const most = [...free].reduce((best, one) => (left[one] > left[best] ? one : best));
    left[most] -= size;
    if (single) free.delete(most);
    return most;
  });
}

/** Features in falling lead. */
function byLead(scores: readonly Float64Array[], offered: readonly number[], features: number): number[] {
  const lead = Float64Array.from({ length: features }, (_, feature) => {
    const own = offered.map((preference) => scores[preference][feature]).sort((a, b) => b - a);
    return own.length < 2 ? 0 : own[0] - own[1];
  });
  return Array.from(lead, (_, feature) => feature).sort((a, b) => lead[b] - lead[a] || a - b);
}

/** Features of a preference that is several groups are dealt out by chance. */
function dealt(
  members: ReadonlyMap<number, readonly number[]>,
  owners: readonly number[],
  sizes: readonly number[],
  rng: Random,
): Int32Array {
  const groups = new Int32Array(sizes.reduce((sum, size) => sum + size, 0));
  for (const [preference, own] of members) {
    const of = [...owners.keys()].filter((group) => owners[group] === preference);
    const order = of.length > 1 ? shuffle([...own], rng) : own;
    let from = 0;
    for (const group of of) {
      for (const feature of order.slice(from, from + sizes[group])) groups[feature] = group;
      from += sizes[group];
    }
  }
  return groups;
}
