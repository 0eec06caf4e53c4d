import { describe, expect, it } from 'vitest';
import { derive, random, shuffle } from '../src/random.ts';

describe('random', () => {
  it('repeats for the same seed and names, and differs for another seed or name', () => {
    const first = random(1, 'clusters').uniform();
    expect(random(1, 'clusters').uniform()).toBe(first);
    expect(random(2, 'clusters').uniform()).not.toBe(first);
    expect(random(1, 'foils').uniform()).not.toBe(first);
    expect(derive(1, 'a', 'b')).not.toBe(derive(1, 'ab'));
  });

  it('gives a fixed sequence on every machine', () => {
    const rng = random(1, 'fixed');
    expect([rng.integer(1000), rng.integer(1000), rng.integer(1000)]).toMatchInlineSnapshot(`
      [
        956,
        263,
        691,
      ]
    `);
  });

  it('draws normals of mean 0 and variance 1 and integers of every value', () => {
    const rng = random(3, 'moments');
    const draws = Array.from({ length: 20_000 }, () => rng.normal());
    const mean = draws.reduce((sum, x) => sum + x, 0) / draws.length;
    const variance = draws.reduce((sum, x) => sum + (x - mean) ** 2, 0) / draws.length;
    expect(Math.abs(mean)).toBeLessThan(0.03);
    expect(Math.abs(variance - 1)).toBeLessThan(0.04);
    expect(new Set(Array.from({ length: 200 }, () => rng.integer(5)))).toEqual(new Set([0, 1, 2, 3, 4]));
  });

  it('shuffles without losing an item', () => {
    const items = shuffle(
      Int32Array.from({ length: 50 }, (_, i) => i),
      random(1, 'shuffle'),
    );
    expect(Array.from(items).sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i));
    expect(items[0] === 0 && items[1] === 1 && items[2] === 2).toBe(false);
  });

  it('refuses a bound that is not a positive integer', () => {
    for (const bound of [0, -1, 1.5, Number.NaN]) expect(() => random(1).integer(bound)).toThrow(/bound/);
  });
});
