import { describe, expect, it } from 'vitest';
import {
  coordinatesOf,
  openRotations,
  randomFrame,
} from '../../../../../pipeline/cooccurrence/kernels/nulls/rotation.ts';
import { random } from '../../../../../src/random.ts';

describe('coordinatesOf', () => {
  it('finds the dimension of the span, duplicates and zero rows included', () => {
    const rows = Float32Array.of(1, 0, 0, 2, 0, 0, 1, 1, 0, 0, 0, 0); // biome-ignore format: one line
    const { rank, values } = coordinatesOf(rows, 3);
    expect(rank).toBe(2);
    expect([...values]).toEqual([1, 0, 2, 0, 1, 1, 0, 0]);
  });

  it('keeps inner products where there are more rows than dimensions', () => {
    const rng = random(2, 'rows');
    const rows = Float32Array.from({ length: 7 * 3 }, () => rng.normal());
    const { rank, values } = coordinatesOf(rows, 3);
    expect(rank).toBe(3);
    const inner = (of: Float32Array, a: number, b: number) =>
      [0, 1, 2].reduce((sum, d) => sum + of[a * 3 + d] * of[b * 3 + d], 0);
    for (let a = 0; a < 7; a++)
      for (let b = 0; b < 7; b++) expect(inner(values, a, b)).toBeCloseTo(inner(rows, a, b), 5);
  });
});

describe('randomFrame', () => {
  it('has orthonormal columns, also when it is a whole rotation', () => {
    for (const rank of [2, 5]) {
      const q = randomFrame(rank, 5, random(1, 'frame'));
      for (let a = 0; a < rank; a++)
        for (let b = 0; b < rank; b++) {
          let inner = 0;
          for (let d = 0; d < 5; d++) inner += q[d * rank + a] * q[d * rank + b];
          expect(inner).toBeCloseTo(a === b ? 1 : 0, 6);
        }
    }
  });

  it('prefers no direction: entries have mean 0 and variance 1/D', () => {
    const firsts = Array.from({ length: 4000 }, (_, k) => randomFrame(2, 4, random(1, 'frame', k))[1]);
    const mean = firsts.reduce((sum, x) => sum + x, 0) / firsts.length;
    const variance = firsts.reduce((sum, x) => sum + x * x, 0) / firsts.length;
    expect(Math.abs(mean)).toBeLessThan(4 * Math.sqrt(0.25 / 4000));
    expect(Math.abs(variance - 0.25)).toBeLessThan(0.02);
  });

  it('refuses more vectors than dimensions', () => {
    expect(() => randomFrame(3, 2, random(1))).toThrow('3 vectors in 2 dimensions');
  });
});

describe('openRotations', () => {
  it.each([
    ['few vectors, by a factor', 5, 40],
    ['many vectors, one by one', 30, 40],
    ['more vectors than dimensions', 60, 40],
  ])('%s: keeps every inner product', async (_, features, width) => {
    const rng = random(3, 'rotations', features);
    const rows = Float32Array.from({ length: features * width }, () => rng.normal());
    rows.copyWithin(width, 0, width); // a duplicate
    const rotations = await openRotations(coordinatesOf(rows, width), width);
    const turned = await rotations.draw(random(1));
    expect(await rotations.draw(random(1))).toEqual(turned);
    await rotations.release();
    const inner = (of: Float32Array, a: number, b: number) =>
      Array.from({ length: width }, (_, d) => of[a * width + d] * of[b * width + d]).reduce((sum, x) => sum + x, 0);
    for (let a = 0; a < features; a++)
      for (let b = 0; b <= a; b++)
        expect(Math.abs(inner(turned, a, b) - inner(rows, a, b))).toBeLessThan(1e-5 * width * 3);
    expect(Math.abs(turned[0] - rows[0])).toBeGreaterThan(1e-3);
  });

  it('turns by a factor as uniformly as one by one: entries of a unit vector have variance 1/D', async () => {
    const unit = Float32Array.from({ length: 8 }, (_, d) => (d === 0 ? 1 : 0));
    const rotations = await openRotations(coordinatesOf(unit, 8), 8);
    let squares = 0;
    for (let k = 0; k < 2000; k++) squares += (await rotations.draw(random(1, k)))[0] ** 2;
    await rotations.release();
    expect(squares / 2000).toBeCloseTo(1 / 8, 1);
  });
});
