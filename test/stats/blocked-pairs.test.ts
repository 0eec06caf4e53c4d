import { describe, expect, it } from 'vitest';
import { random } from '../../src/random.ts';
import { adjust } from '../../src/stats/adjust.ts';
import { basisOf } from '../../src/stats/basis.ts';
import { type BlockProduct, blockedPairs } from '../../src/stats/blocked-pairs.ts';
import { centred } from '../../src/stats/columns.ts';
import { correlationP } from '../../src/stats/correlation-p.ts';
import { pairIndex, pairProducts } from '../../src/stats/pairs.ts';

/** Plain float32 products, accumulated in float32 as a matrix library may. */
const product: BlockProduct = async (a, b, n) => {
  const [rows, cols] = [a.length / n, b.length / n];
  const out = new Float32Array(rows * cols);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum = Math.fround(sum + a[i * n + k] * b[j * n + k]);
      out[i * cols + j] = sum;
    }
  }
  return out;
};

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

describe('blockedPairs', () => {
  it.each([
    ['absolute', true],
    ['absolute', false],
    ['positive', true],
  ] as const)('keeps the pairs, values, q and counts of the plain route, %s and strict %s', async (sign, strict) => {
    const columns = centred(matrix(60, 131, 1));
    const plain = pairProducts(columns);
    const p = plain.r.map((r) => correlationP(r, 58));
    const q = adjust(p, 'benjamini-hochberg');
    const strength = (r: number) => (sign === 'absolute' ? Math.abs(r) : r);
    const found = await blockedPairs(columns, { threshold: 0.65, strict, sign, df: 58 }, levels, product, {
      rows: 16,
      cols: 40,
    });
    const kept = [...plain.r.keys()].filter((pair) => strength(plain.r[pair]) > 0.65);
    expect(kept.length).toBeGreaterThan(50);
    expect(found.pairs).toBe(plain.r.length);
    expect(found.qIsBound).toBe(false);
    expect(Array.from(found.a, (a, i) => pairIndex(a, found.b[i], plain.kept.length))).toEqual(kept);
    expect([...found.r]).toEqual(kept.map((pair) => plain.r[pair]));
    expect([...found.p]).toEqual(kept.map((pair) => p[pair]));
    expect([...found.q]).toEqual(kept.map((pair) => q[pair]));
    expect([...found.counts]).toEqual(levels.map((level) => plain.r.filter((r) => strength(r) > level).length));
  });

  it('does not depend on the size of the blocks', async () => {
    const columns = centred(matrix(40, 60, 2));
    const rule = { threshold: 0.7, strict: true, sign: 'absolute', df: 38 } as const;
    const reference = await blockedPairs(columns, rule, levels, product);
    for (const sizes of [
      { rows: 1, cols: 1 },
      { rows: 7, cols: 13 },
      { rows: 60, cols: 8 },
    ]) {
      expect(await blockedPairs(columns, rule, levels, product, sizes)).toEqual(reference);
    }
  });

  it('decides in float64 what float32 cannot', async () => {
    // r is exactly 0.5 for the first two columns.
    const values = [
      [1, 1],
      [1, 0],
      [0, 1],
      [-1, 0],
      [0, -1],
      [-1, -1],
    ];
    const columns = centred({ rows: 6, cols: 2, values: Float64Array.from(values.flat()) });
    const run = (strict: boolean) =>
      blockedPairs(columns, { threshold: 0.5, strict, sign: 'absolute', df: 4 }, [0.5], product);
    expect((await run(true)).r).toHaveLength(0);
    expect((await run(true)).counts[0]).toBe(0);
    expect((await run(false)).r).toEqual(Float64Array.of(0.5));
    expect((await run(false)).counts[0]).toBe(1);
  });

  it('repeats from a lower level where weaker pairs lower a q', async () => {
    // Columns u + c e with e orthonormal have r = 1 / (1 + c²): one pair at 0.61, sixteen at 0.54, the others at 0.48.
    const rng = random(6, 'directions');
    const draws = Array.from({ length: 11 }, () => Array.from({ length: 12 }, () => rng.normal()));
    const [, u, ...directions] = basisOf(12, [Array(12).fill(1), ...draws]).vectors;
    const made = directions.map((e, i) => e.map((value, row) => u[row] + (i < 2 ? 0.8 : 1.05) * value));
    const values = Float64Array.from({ length: 120 }, (_, at) => made[at % 10][Math.floor(at / 10)]);
    const columns = centred({ rows: 12, cols: 10, values });
    const q = adjust(
      pairProducts(columns).r.map((r) => correlationP(r, 10)),
      'benjamini-hochberg',
    );
    let blocks = 0;
    const counting: BlockProduct = (a, b, n) => {
      blocks++;
      return product(a, b, n);
    };
    const rule = { threshold: 0.6, strict: true, sign: 'absolute', df: 10 } as const;
    const found = await blockedPairs(columns, rule, levels, counting);
    expect(blocks).toBeGreaterThan(1);
    expect(found.qIsBound).toBe(false);
    expect([...found.q]).toEqual([q[0]]);
    expect(found.q[0]).toBeLessThan(45 * found.p[0]);
  });

  it('says that q is a bound where it depends on pairs below every level', async () => {
    const columns = centred(matrix(5, 30, 4));
    const plain = pairProducts(columns).r;
    const q = adjust(
      plain.map((r) => correlationP(r, 3)),
      'benjamini-hochberg',
    );
    const found = await blockedPairs(
      columns,
      { threshold: 0.35, strict: true, sign: 'absolute', df: 3 },
      [0.3],
      product,
    );
    expect(found.qIsBound).toBe(true);
    const exact = q.filter((_, pair) => Math.abs(plain[pair]) > 0.35);
    found.q.forEach((value, i) => {
      expect(value).toBeGreaterThanOrEqual(exact[i]);
    });
  });

  it('refuses levels out of order or range', async () => {
    const columns = centred(matrix(5, 30, 4));
    const rule = { threshold: 0.35, strict: true, sign: 'absolute', df: 3 } as const;
    await expect(blockedPairs(columns, rule, [0.5, 0.4], product)).rejects.toThrow(/expected ascending/);
    await expect(blockedPairs(columns, { ...rule, threshold: 0 }, [], product)).rejects.toThrow(/threshold 0/);
  });
});
