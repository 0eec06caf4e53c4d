/**
 * Random sets alike in activation mass (Σ f over all prompts and positions): the features of a set in falling order of mass, each
 * replaced by one of the NEAREST in log mass, not yet drawn, from those outside the set; where these are fewer than the set, from all.
 */
import type { Random } from '../../../../src/random.ts';

/** Features that one is drawn from. */
const NEAREST = 10;

export interface RandomPool {
  /** Where they are drawn from. */
  readonly from: 'outside' | 'all';
  /** Candidates in rising order of mass. */
  readonly features: Int32Array;
  readonly logMass: Float64Array;
}

/** @param mass of every feature @param candidates that may be drawn: those with a code on two prompts or more */
export function randomPool(set: readonly number[], mass: Float64Array, candidates: readonly number[]): RandomPool {
  const members = new Set(set);
  const outside = candidates.filter((feature) => !members.has(feature));
  const from = outside.length >= set.length ? 'outside' : 'all';
  const features = Int32Array.from(from === 'outside' ? outside : candidates).sort(
    (a, b) => mass[a] - mass[b] || a - b,
  );
  return { from, features, logMass: Float64Array.from(features, (feature) => Math.log(mass[feature])) };
}

/** @returns features, ascending: as many as the set has, or null where the pool has fewer */
export function drawSet(set: readonly number[], mass: Float64Array, pool: RandomPool, rng: Random): Int32Array | null {
  const { features, logMass } = pool;
  if (features.length < set.length) return null;
  // The candidates that are left form a list in order of mass: `before` and `after` skip those that were drawn.
  const before = Int32Array.from(features, (_, i) => i - 1);
  const after = Int32Array.from(features, (_, i) => i + 1);
  const gone = new Uint8Array(features.length);
  const falling = [...set].sort((a, b) => mass[b] - mass[a] || a - b);
  const drawn = falling.map((feature) => {
    const near = nearest(Math.log(mass[feature]), logMass, { before, after, gone });
    const chosen = near[rng.integer(near.length)];
    gone[chosen] = 1;
    if (before[chosen] >= 0) after[before[chosen]] = after[chosen];
    if (after[chosen] < features.length) before[after[chosen]] = before[chosen];
    return features[chosen];
  });
  return Int32Array.from(drawn).sort();
}

interface Left {
  readonly before: Int32Array;
  readonly after: Int32Array;
  readonly gone: Uint8Array;
}

/** Places of the nearest that are left, nearest first; of two as near, the lighter. */
function nearest(target: number, logMass: Float64Array, { before, after, gone }: Left): number[] {
  let [low, high] = [0, logMass.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (logMass[middle] < target) low = middle + 1;
    else high = middle;
  }
  let up = low;
  while (up < logMass.length && gone[up] === 1) up = after[up];
  let down = up < logMass.length ? before[up] : lastLeft(gone);
  const found: number[] = [];
  while (found.length < NEAREST && (down >= 0 || up < logMass.length)) {
    const takesDown = up >= logMass.length || (down >= 0 && target - logMass[down] <= logMass[up] - target);
    found.push(takesDown ? down : up);
    if (takesDown) down = before[down];
    else up = after[up];
  }
  return found;
}

function lastLeft(gone: Uint8Array): number {
  return gone.lastIndexOf(0);
}
