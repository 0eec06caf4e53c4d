import { describe, expect, it } from 'vitest';
import { choose, combinations, distinctSubsets, drawSubset } from '../../../src/methods/intervention/subsets.ts';
import { random } from '../../../src/random.ts';

describe('choose', () => {
  it('counts subsets exactly', () => {
    expect([choose(5, 0), choose(5, 2), choose(5, 5), choose(5, 6), choose(65, 2), choose(65, 4)]).toEqual([
      1, 10, 1, 0, 2080, 677040,
    ]);
  });
  it('is infinite where doubles cannot count', () => expect(choose(24576, 8)).toBe(Number.POSITIVE_INFINITY));
});

describe('combinations', () => {
  it('lists every subset once, in order', () => {
    expect(combinations([3, 5, 9], 2)).toEqual([
      [3, 5],
      [3, 9],
      [5, 9],
    ]);
    expect(combinations([1, 2], 0)).toEqual([[]]);
    expect(combinations([1], 2)).toEqual([]);
    expect(combinations([1, 2, 3, 4, 5, 6], 3)).toHaveLength(choose(6, 3));
  });
});

describe('distinctSubsets', () => {
  const items = [10, 20, 30, 40, 50];
  it('gives all when there are no more than asked for', () => {
    expect(
      distinctSubsets(
        20,
        10,
        () => combinations(items, 2),
        () => [],
      ),
    ).toHaveLength(10);
  });
  it('draws without repeats, the same for the same seed', () => {
    const draw = (seed: number) => {
      const rng = random(seed, 'draw');
      return distinctSubsets(
        7,
        10,
        () => [],
        () => drawSubset(items, 2, rng),
      );
    };
    const sets = draw(1);
    expect(new Set(sets.map(String)).size).toBe(7);
    expect(draw(1)).toEqual(sets);
    expect(draw(2)).not.toEqual(sets);
  });
  it('draws every subset about equally often', () => {
    const rng = random(4, 'even');
    const counts = new Map<string, number>();
    for (let i = 0; i < 5000; i++) {
      const key = String(drawSubset(items, 2, rng));
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect(counts.size).toBe(10);
    for (const count of counts.values()) expect(Math.abs(count - 500)).toBeLessThan(100);
  });
});
