import { describe, expect, it } from 'vitest';
import { adjust } from '../../../../src/methods/stats/adjust.ts';
import { blockedPairs, type StreamRule } from '../../../../src/methods/stats/correlation/blocked-pairs.ts';
import { centred } from '../../../../src/methods/stats/correlation/columns.ts';
import { pairIndex, pairProducts } from '../../../../src/methods/stats/correlation/pairs.ts';
import { correlationP } from '../../../../src/methods/stats/correlation/pearson.ts';
import { random } from '../../../../src/random.ts';
import { plainProduct } from '../plain-product.ts';

/** Columns that share causes in groups of ten, and one constant column. */
function matrix(rows: number, cols: number, seed: number) {
  const rng = random(seed, 'blocked');
  const values = new Float64Array(rows * cols);
  for (let row = 0; row < rows; row++) {
    const causes = Array.from({ length: Math.ceil(cols / 10) }, () => rng.normal());
    for (let col = 0; col < cols; col++) {
      const sign = col % 3 === 0 ? -1 : 1;
      values[row * cols + col] =
        col === 17 ? 4 : sign * causes[Math.floor(col / 10)] + (0.2 + (col % 7) / 4) * rng.normal();
    }
  }
  return { rows, cols, values };
}

const levels = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

const MOST = 1e6;

/** What the plain route says of the same columns. */
function plainRoute(columns: ReturnType<typeof centred>, df: number) {
  const { r, varying } = pairProducts(columns);
  const p = r.map((value) => correlationP(value, df));
  return { r, p, q: adjust(p, 'benjamini-hochberg'), k: varying.length };
}

function rule(df: number, changes: Partial<StreamRule> = {}): StreamRule {
  return { levels, strict: true, sign: 'absolute', floors: [0.65], most: MOST, df, ...changes };
}

describe('blockedPairs', () => {
  it.each([
    ['absolute', true],
    ['absolute', false],
    ['positive', true],
  ] as const)(
    'stores the pairs, values and q of the plain route and counts as it does, %s, strict %s',
    async (sign, strict) => {
      const columns = centred(matrix(60, 131, 1));
      const plain = plainRoute(columns, 58);
      const strength = (r: number) => (sign === 'absolute' ? Math.abs(r) : r);
      const found = await blockedPairs(columns, rule(58, { sign, strict }), plainProduct, undefined, {
        rows: 16,
        cols: 40,
      });
      const varying = [...plain.r.keys()].filter((pair) => Math.abs(plain.r[pair]) >= 0.65);
      expect(varying.length).toBeGreaterThan(50);
      expect(found).toMatchObject({ pairs: plain.r.length, qExact: 1, from: 0.65 });
      expect(Array.from(found.a, (a, i) => pairIndex(a, found.b[i], plain.k))).toEqual(varying);
      for (const column of ['r', 'p', 'q'] as const) {
        expect([...found[column]]).toEqual(varying.map((pair) => plain[column][pair]));
      }
      expect([...found.counts]).toEqual(levels.map((level) => plain.r.filter((r) => strength(r) > level).length));
    },
  );

  it('sums |r| of each column within the error of float32', async () => {
    const columns = centred(matrix(60, 131, 1));
    const { sums } = await blockedPairs(columns, rule(58), plainProduct);
    const wanted = new Float64Array(130);
    const { r } = pairProducts(columns);
    for (let i = 0, pair = 0; i < 130; i++) {
      for (let j = i + 1; j < 130; j++, pair++) {
        wanted[i] += Math.abs(r[pair]);
        wanted[j] += Math.abs(r[pair]);
      }
    }
    sums.forEach((sum, i) => {
      expect(Math.abs(sum - wanted[i])).toBeLessThan(1e-6 * wanted[i]);
    });
  });

  it('tells of every pair that passes a level', async () => {
    const columns = centred(matrix(40, 60, 2));
    const told: number[] = levels.map(() => 0);
    const { counts } = await blockedPairs(columns, rule(38), plainProduct, (a, b, passed) => {
      expect(a).toBeLessThan(b);
      for (let level = 0; level < passed; level++) told[level]++;
    });
    expect(told).toEqual([...counts]);
  });

  it('does not depend on the size of the blocks', async () => {
    const columns = centred(matrix(40, 60, 2));
    const { sums, ...reference } = await blockedPairs(columns, rule(38), plainProduct);
    for (const sizes of [
      { rows: 1, cols: 1 },
      { rows: 7, cols: 13 },
      { rows: 60, cols: 8 },
    ]) {
      const found = await blockedPairs(columns, rule(38), plainProduct, undefined, sizes);
      expect({ ...found, sums: undefined }).toEqual({ ...reference, sums: undefined });
      found.sums.forEach((sum, i) => {
        expect(sum).toBeCloseTo(sums[i], 10);
      });
    }
  });

  it('stores from the lowest floor that leaves few enough pairs, and says where none does', async () => {
    const columns = centred(matrix(60, 131, 1));
    const plain = plainRoute(columns, 58);
    const floors = [0.3, 0.5, 0.7, 0.9];
    const over = (least: number) => plain.r.filter((r) => Math.abs(r) >= least).length;
    const found = await blockedPairs(columns, rule(58, { floors, most: over(0.48) }), plainProduct);
    expect(found.from).toBe(0.5);
    expect(found.r).toHaveLength(over(0.5));
    const none = await blockedPairs(columns, rule(58, { floors, most: 1 }), plainProduct);
    expect(none).toMatchObject({ from: Infinity, counts: found.counts, pairs: found.pairs });
    expect(none.r).toHaveLength(0);
  });

  it('decides in float64 what float32 cannot', async () => {
    // r is exactly 0.5.
    const values = [[1, 1], [1, 0], [0, 1], [-1, 0], [0, -1], [-1, -1]]; // biome-ignore format: one line
    const columns = centred({ rows: 6, cols: 2, values: Float64Array.from(values.flat()) });
    const run = (strict: boolean) =>
      blockedPairs(columns, rule(4, { strict, levels: [0.5], floors: [0.5] }), plainProduct);
    expect((await run(true)).counts[0]).toBe(0);
    expect((await run(false)).counts[0]).toBe(1);
    expect((await run(true)).r).toEqual(Float64Array.of(0.5)); // the floor takes part
  });

  it.each([
    [5, 30, 4, 0.35],
    [12, 200, 5, 0.3],
    [30, 200, 6, 0.2],
  ])('bounds a q that weaker pairs may lower: %i rows, %i columns', async (rows, cols, seed, floor) => {
    const rng = random(seed, 'noise');
    const noise = { rows, cols, values: Float64Array.from({ length: rows * cols }, () => rng.normal()) };
    const columns = centred(noise);
    const plain = plainRoute(columns, rows - 2);
    const found = await blockedPairs(columns, rule(rows - 2, { floors: [floor] }), plainProduct);
    const exact = plain.q.filter((_, pair) => Math.abs(plain.r[pair]) >= floor);
    expect(found.q).toHaveLength(exact.length);
    expect(found.qExact).toBeGreaterThan(0.01);
    found.q.forEach((value, i) => {
      if (value <= found.qExact) expect(value).toBe(exact[i]);
      else expect(exact[i]).toBeGreaterThanOrEqual(found.qExact);
      expect(value).toBeGreaterThanOrEqual(exact[i]);
    });
  });

  it('is defined for no column, one and two', async () => {
    for (const cols of [0, 1, 2]) {
      const columns = centred({
        rows: 4,
        cols,
        values: Float64Array.from({ length: 4 * cols }, (_, i) => (i * i) % 7),
      });
      const found = await blockedPairs(columns, rule(2), plainProduct);
      expect(found.pairs).toBe(cols === 2 ? 1 : 0);
      expect(found.sums).toHaveLength(cols);
    }
  });

  it.each([
    { levels: [0.5, 0.4] },
    { levels: [0, 0.4] },
    { floors: [] },
    { floors: [0.5, 1.1] },
    { floors: [Number.NaN] },
    { most: 0 },
  ])('refuses %o', async (changes) => {
    const columns = centred(matrix(5, 30, 4));
    await expect(blockedPairs(columns, rule(3, changes), plainProduct)).rejects.toThrow(/expected ascending numbers/);
  });
});
