import { describe, expect, it } from 'vitest';
import { drawSet, randomPool } from '../../../../../pipeline/cooccurrence/kernels/relevance/random-sets.ts';
import { type Random, random } from '../../../../../src/random.ts';

const upTo = (count: number) => Array.from({ length: count }, (_, i) => i);
/** A generator that always says the same place of those it is asked for, and notes how many they were. */
function fixed(place: (bound: number) => number, bounds: number[] = []): Random {
  return { uniform: () => 0, normal: () => 0, integer: (bound) => place(bounds.push(bound) && bound) };
}
const [first, last] = [() => 0, (bound: number) => bound - 1];

/** Masses of what is drawn, by the definition: the features in falling order of mass, each one of the ten nearest that are left. */
function plainMasses(set: readonly number[], mass: Float64Array, from: readonly number[], rng: Random): number[] {
  const left = from.map((feature) => mass[feature]);
  const falling = set.map((feature) => mass[feature]).sort((a, b) => b - a);
  const drawn = falling.map((target) => {
    const far = (own: number) => Math.abs(Math.log(own) - Math.log(target));
    const near = [...left].sort((a, b) => far(a) - far(b) || a - b).slice(0, 10);
    const chosen = near[rng.integer(near.length)];
    left.splice(left.indexOf(chosen), 1);
    return chosen;
  });
  return drawn.sort((a, b) => a - b);
}

interface World {
  readonly set: readonly number[];
  readonly mass: Float64Array;
  readonly candidates: readonly number[];
}

/** Features of which about `share` are in the set and most may be drawn; masses over many magnitudes, or whole numbers full of ties. */
function world(seed: number): World {
  const rng = random(seed, 'random-sets');
  const features = upTo(5 + rng.integer(60));
  const share = [0.1, 0.3, 0.6, 0.9][seed % 4];
  const mass = Float64Array.from(features, () => (seed % 2 === 0 ? 10 ** (3 * rng.normal()) : 1 + rng.integer(6)));
  return { set: features.filter(() => rng.uniform() < share), mass, candidates: features.filter(() => rng.uniform() < 0.9) }; // biome-ignore format: one line
}
const worlds = upTo(300).map((seed) => ({ seed, ...world(seed) }));

describe('on 300 random tasks', () => {
  it('features are drawn from outside the set where they suffice, else from all; there is no set where those are too few', () => {
    const seen = new Set<string>();
    for (const { set, mass, candidates, seed } of worlds) {
      const outside = candidates.filter((feature) => !set.includes(feature));
      const from = outside.length >= set.length ? 'outside' : 'all';
      const allowed = from === 'outside' ? outside : candidates;
      const pool = randomPool(set, mass, candidates);
      expect(pool.from).toBe(from);
      expect([...pool.features].sort((a, b) => a - b)).toEqual(allowed);
      const drawn = drawSet(set, mass, pool, random(seed));
      seen.add(`${from} ${drawn === null}`);
      if (allowed.length < set.length) expect(drawn).toBeNull();
      else expect(drawn?.every((feature) => allowed.includes(feature))).toBe(true);
    }
    expect([...seen].sort()).toEqual(['all false', 'all true', 'outside false']);
  });

  it('a set has as many features as its own, none twice, ascending', () => {
    for (const { set, mass, candidates, seed } of worlds) {
      const drawn = drawSet(set, mass, randomPool(set, mass, candidates), random(seed));
      if (drawn === null) continue;
      expect(drawn).toHaveLength(set.length);
      expect([...drawn]).toEqual([...new Set(drawn)].sort((a, b) => a - b));
    }
  });

  it.each([
    ['by the seed', (seed: number) => random(seed)],
    ['always the nearest', () => fixed(first)],
    ['always the farthest', () => fixed(last)],
  ])('each replaces one of the set by one of the ten nearest that are left, drawn %s', (_, generator) => {
    for (const { set, mass, candidates, seed } of worlds) {
      const pool = randomPool(set, mass, candidates);
      const drawn = drawSet(set, mass, pool, generator(seed));
      if (drawn === null) continue;
      const wanted = plainMasses(set, mass, [...pool.features], generator(seed));
      expect(
        Array.from(drawn, (feature) => mass[feature]).sort((a, b) => a - b),
        `seed ${seed}`,
      ).toEqual(wanted);
    }
  });
});

it('the features of a pool stand in rising order of mass, equal ones by number', () => {
  const { features, logMass } = randomPool([], Float64Array.of(4, 1, 4, 2, 1), [0, 1, 2, 3, 4]);
  expect([...features]).toEqual([1, 4, 3, 0, 2]);
  expect([...logMass]).toEqual([1, 1, 2, 4, 4].map(Math.log));
});

describe('nearest', () => {
  // The set is feature 0; the others are ever farther above and below it in log mass.
  const mass = Float64Array.from([100, ...upTo(30).map((k) => 100 * 1.1 ** ((k % 2 === 0 ? -1 : 1) * (k + 1)))]);
  const pool = randomPool([0], mass, upTo(31).slice(1));
  const draw = (rng: Random) => drawSet([0], mass, pool, rng)?.[0];

  it('is in log mass: ten are asked for, nearest first', () => {
    expect(upTo(10).map((place) => draw(fixed(() => place)))).toEqual(upTo(10).map((k) => k + 1));
    const bounds: number[] = [];
    draw(fixed(first, bounds));
    expect(bounds).toEqual([10]);
  });

  it('each of the ten is as likely', () => {
    const [counts, draws] = [new Map<number, number>(), 5000];
    const rng = random(1, 'uniform');
    for (let k = 0; k < draws; k++) {
      const drawn = draw(rng) ?? -1;
      counts.set(drawn, (counts.get(drawn) ?? 0) + 1);
    }
    expect([...counts.keys()].sort((a, b) => a - b)).toEqual(upTo(10).map((k) => k + 1));
    // Five standard deviations of a binomial.
    for (const count of counts.values()) expect(Math.abs(count - draws / 10)).toBeLessThan(5 * Math.sqrt(draws * 0.09));
  });

  it('of two as near is the lighter', () => {
    const masses = Float64Array.of(1, 0.5, 2);
    expect(drawSet([0], masses, randomPool([0], masses, [1, 2]), fixed(first))).toEqual(Int32Array.of(1));
    expect(drawSet([0], masses, randomPool([0], masses, [1, 2]), fixed(last))).toEqual(Int32Array.of(2));
  });

  it('reaches beyond the lightest and the heaviest of the pool', () => {
    const masses = Float64Array.of(1e-6, 1e6, 1, 2, 4, 8);
    const outside = randomPool([0, 1], masses, [2, 3, 4, 5]);
    expect(drawSet([0, 1], masses, outside, fixed(first))).toEqual(Int32Array.of(2, 5));
  });
});

it('the heaviest of a set chooses first', () => {
  // 0 and 1 are both nearest to 2; the heavier 1 takes it, and 0 what is left.
  const mass = Float64Array.of(9, 11, 10, 1000);
  const bounds: number[] = [];
  expect(drawSet([0, 1], mass, randomPool([0, 1], mass, [2, 3]), fixed(first, bounds))).toEqual(Int32Array.of(2, 3));
  expect(bounds).toEqual([2, 1]);
});

it('where exactly as many are outside, all of them are drawn', () => {
  const mass = Float64Array.from({ length: 30 }, (_, i) => 1 + i);
  const [set, outside] = [upTo(15), upTo(30).slice(15)];
  const pool = randomPool(set, mass, upTo(30));
  expect(pool.from).toBe('outside');
  for (const seed of upTo(5)) expect([...(drawSet(set, mass, pool, random(seed)) ?? [])]).toEqual(outside);
});

it('a set that holds all that may be drawn is drawn again from all, and one that holds more has none', () => {
  const mass = Float64Array.from({ length: 12 }, (_, i) => 1 + i);
  const all = randomPool(upTo(12), mass, upTo(12));
  expect(all.from).toBe('all');
  expect([...(drawSet(upTo(12), mass, all, random(1)) ?? [])]).toEqual(upTo(12));
  // Feature 11 fires on one prompt alone: it is in the set, and may not be drawn.
  expect(drawSet(upTo(12), mass, randomPool(upTo(12), mass, upTo(11)), random(1))).toBeNull();
  expect(drawSet([3], mass, randomPool([3], mass, []), random(1))).toBeNull();
});

it('of an empty set is empty', () => {
  const mass = Float64Array.of(1, 2);
  expect(drawSet([], mass, randomPool([], mass, [0, 1]), random(1))).toEqual(new Int32Array(0));
});

it('the same seed draws the same set, another seed another', () => {
  const mass = Float64Array.from({ length: 200 }, (_, i) => 1 + (i % 37));
  const set = upTo(200).filter((i) => i % 5 === 0);
  const pool = randomPool(set, mass, upTo(200));
  const draw = (seed: number) => drawSet(set, mass, pool, random(seed, 'relevance'));
  expect(draw(1)).toEqual(draw(1));
  expect(new Set(upTo(20).map((seed) => String(draw(seed)))).size).toBe(20);
});
