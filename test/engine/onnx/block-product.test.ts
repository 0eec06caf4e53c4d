import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BlockProducts, openBlockProducts } from '../../../src/engine/onnx/block-product.ts';
import { blockedPairs } from '../../../src/methods/stats/correlation/blocked-pairs.ts';
import { centred } from '../../../src/methods/stats/correlation/columns.ts';
import { pairProducts } from '../../../src/methods/stats/correlation/pairs.ts';
import { random } from '../../../src/random.ts';

describe('block products', () => {
  let blocks: BlockProducts;
  beforeAll(async () => {
    blocks = await openBlockProducts(1);
  });
  afterAll(() => blocks.release());

  it('are inner products of rows, for any number of rows', async () => {
    expect([...(await blocks.product(Float32Array.of(1, 2, 3, 4), Float32Array.of(5, 6), 2))]).toEqual([17, 39]);
    expect([...(await blocks.product(Float32Array.of(1, 2), Float32Array.of(5, 6, 7, 8), 2))]).toEqual([17, 23]);
  });

  it('read a part of a larger array where it lies', async () => {
    const all = Float32Array.of(9, 9, 1, 2, 3, 4);
    expect([...(await blocks.product(all.subarray(2, 4), all.subarray(4, 6), 2))]).toEqual([11]);
  });

  it('lead blockedPairs to the pairs of the plain route', async () => {
    const rng = random(5, 'block-product');
    const values = Float64Array.from({ length: 50 * 300 }, () => rng.normal());
    for (let row = 0; row < 50; row++) values[row * 300 + 299] = values[row * 300] + 0.3 * values[row * 300 + 299];
    const columns = centred({ rows: 50, cols: 300, values });
    const own = { levels: [0.3, 0.5], floors: [0.5], most: 1000, df: 48 };
    const rule = { ...own, strict: true, sign: 'absolute' } as const;
    const found = await blockedPairs(columns, rule, blocks.product, undefined, { rows: 64, cols: 100 });
    const plain = pairProducts(columns).r.filter((r) => Math.abs(r) > 0.5);
    expect(found.r).toEqual(plain);
    expect(plain.length).toBeGreaterThan(0);
  });

  it('refuse rows that do not come out even', async () => {
    await expect(blocks.product(new Float32Array(3), new Float32Array(2), 2)).rejects.toThrow(/expected rows of 2/);
  });
});
