/**
 * The sample of edges, each beside a non-edge: a source s, which is taken out, with an edge's target and another target alike in size.
 *
 *   sources  of the features that have an edge: units in an order drawn by the seed, a drawn feature of each, then a second of each, and
 *            so on, until as many as are asked for have a pair
 *   edges    of a source, in an order drawn by the seed, until as many as are asked for have a match
 *   match    the feature whose mean |v| over prompts is nearest by ratio, between half and twice that of the edge's target, among those
 *            not yet taken for this source whose |r| with it is below every edge's; the smaller id of two as near
 */
import { type Random, random, shuffle } from '../../../../src/random.ts';
import type { UnitOf } from '../units/counted-units.ts';

/** A match is at most this many times as large, or as small. */
const LIKE = 2;

/** Pairs of features, one entry each. */
export interface PairColumns {
  readonly feature_a: Int32Array;
  readonly feature_b: Int32Array;
  readonly r: Float64Array;
}

export interface DrawnNetwork {
  /** Mean |v| over prompts of every selected feature that varies. */
  readonly sizes: ReadonlyMap<number, number>;
  readonly edges: PairColumns;
  /** Every pair that is stored. */
  readonly correlations: PairColumns;
  /** Pairs with at least this |r| are stored; 0: all are. */
  readonly storedFrom: number;
  /** Of the selected features; null where units were not made, and then every feature is its own. */
  readonly unitOf: UnitOf | null;
}

export interface DrawnTarget {
  readonly feature: number;
  readonly edge: boolean;
  /** Null where the pair is not stored because its |r| is too small. */
  readonly r: number | null;
}

export interface DrawnSource {
  readonly source: number;
  /** An edge's target, then its match, and so on. */
  readonly targets: readonly DrawnTarget[];
}

export function drawPairs(
  network: DrawnNetwork,
  { sources, targets, seed }: { readonly sources: number; readonly targets: number; readonly seed: number },
): DrawnSource[] {
  const { edges, correlations } = network;
  if (sources === 0 || edges.r.length === 0) return [];
  const least = edges.r.reduce((smallest, r) => Math.min(smallest, Math.abs(r)), Number.POSITIVE_INFINITY);
  const order = sourceOrder(network, random(seed, 'edge-effect', 'sources'));
  const found: DrawnSource[] = [];
  for (let from = 0; from < order.length && found.length < sources; from += sources) {
    const some = order.slice(from, from + sources);
    const [joined, stored] = [partners(edges, some), partners(correlations, some)];
    for (const source of some) {
      if (found.length === sources) break;
      const own = pairsOf(source, {
        ...{ network, least, joined: joined.get(source), stored: stored.get(source), targets },
        rng: random(seed, 'edge-effect', 'edges', source),
      });
      if (own.length > 0) found.push({ source, targets: own });
    }
  }
  return found;
}

/** Every feature that has an edge, those of different units first. */
function sourceOrder({ edges, unitOf }: DrawnNetwork, rng: Random): number[] {
  const ids = [...new Set([...edges.feature_a, ...edges.feature_b])].sort((a, b) => a - b);
  const units = new Map<number, number[]>();
  for (const id of ids) {
    const unit = unitOf?.get(id) ?? id;
    units.set(unit, [...(units.get(unit) ?? []), id]);
  }
  const dealt = shuffle([...units.values()], rng).map((members) => shuffle(members, rng));
  const rounds = dealt.reduce((most, { length }) => Math.max(most, length), 0);
  return Array.from({ length: rounds }, (_, round) =>
    dealt.flatMap((members) => members.slice(round, round + 1)),
  ).flat();
}

/** By feature, the other end of each of its pairs with r. */
function partners({ feature_a, feature_b, r }: PairColumns, features: readonly number[]) {
  const found = new Map(features.map((id) => [id, new Map<number, number>()]));
  for (let k = 0; k < r.length; k++) {
    found.get(feature_a[k])?.set(feature_b[k], r[k]);
    found.get(feature_b[k])?.set(feature_a[k], r[k]);
  }
  return found;
}

interface Around {
  readonly network: DrawnNetwork;
  /** Smallest |r| of an edge. */
  readonly least: number;
  readonly joined: ReadonlyMap<number, number> | undefined;
  readonly stored: ReadonlyMap<number, number> | undefined;
  readonly targets: number;
  readonly rng: Random;
}

function pairsOf(source: number, { network, least, joined, stored, targets, rng }: Around): DrawnTarget[] {
  const { sizes, storedFrom } = network;
  const neighbours = shuffle(
    [...(joined ?? [])].sort(([a], [b]) => a - b),
    rng,
  );
  const apart = [...sizes.keys()]
    .filter((id) => {
      const r = stored?.get(id);
      const below = r === undefined ? storedFrom > 0 && storedFrom <= least : Math.abs(r) < least;
      return id !== source && below && joined?.has(id) !== true;
    })
    .sort((a, b) => a - b);
  const taken = new Set<number>();
  const found: DrawnTarget[] = [];
  for (const [feature, r] of neighbours) {
    if (found.length === 2 * targets) break;
    const match = nearest(feature, apart, taken, sizes);
    if (match === undefined) continue;
    taken.add(match);
    found.push({ feature, edge: true, r }, { feature: match, edge: false, r: stored?.get(match) ?? null });
  }
  return found;
}

function nearest(
  feature: number,
  among: readonly number[],
  taken: ReadonlySet<number>,
  sizes: ReadonlyMap<number, number>,
): number | undefined {
  const size = sizes.get(feature) ?? Number.NaN;
  let [best, distance] = [undefined as number | undefined, Math.log(LIKE)];
  for (const id of among) {
    const own = Math.abs(Math.log((sizes.get(id) ?? Number.NaN) / size));
    if (taken.has(id) || !(own < distance || (own === distance && best === undefined))) continue;
    [best, distance] = [id, own];
  }
  return best;
}
