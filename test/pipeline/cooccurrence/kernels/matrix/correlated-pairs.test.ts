import { describe, expect, it } from 'vitest';
import {
  type CountedRule,
  correlatedPairs,
} from '../../../../../pipeline/cooccurrence/kernels/matrix/correlated-pairs.ts';
import { SWEEP } from '../../../../../pipeline/cooccurrence/kernels/network/threshold-sweep.ts';
import { components } from '../../../../../src/methods/graph/components.ts';
import { graphFromEdges } from '../../../../../src/methods/graph/csr-graph.ts';
import { similarityColumns } from '../../../../../src/methods/stats/correlation/similarity.ts';
import { random } from '../../../../../src/random.ts';

const [rows, cols] = [30, 50];
const rng = random(6, 'routes');
const factors = Array.from({ length: rows }, () => rng.normal());
const values = Float64Array.from({ length: rows * cols }, (_, k) => {
  const column = k % cols;
  return column === 9 ? 3 : (column < 30 ? factors[Math.floor(k / cols)] : 0) + rng.normal();
});
const prepared = similarityColumns('pearson', { rows, cols, values }, []);

/** The rule of the preset seed-exact. */
const RULE: Omit<CountedRule, 'most'> = { threshold: 0.7, strict: true, sign: 'absolute' };

function route(most: number, changes: Partial<CountedRule> = {}) {
  return correlatedPairs(prepared, cols, { ...RULE, most, ...changes }, 'test', 1);
}

describe('correlatedPairs', () => {
  it('holds all pairs where they fit', async () => {
    const { found, levels } = await route((49 * 48) / 2);
    expect(found).toMatchObject({ from: 0, pairs: 1176, qExact: 1 });
    expect(found.r).toHaveLength(1176);
    expect(levels).toEqual([]);
  });

  it('counts the thresholds below the stored pairs, isolated and constant features with them', async () => {
    const { found: all } = await route(5000);
    const { found, levels } = await route(250);
    expect(found.from).toBeGreaterThan(SWEEP[0]);
    expect(levels.map(({ threshold }) => threshold)).toEqual(SWEEP.filter((level) => level < found.from));
    for (const { threshold, ...counts } of levels) {
      const kept = [...all.r.keys()].filter((pair) => Math.abs(all.r[pair]) > threshold);
      const of = (ends: Int32Array) => Int32Array.from(kept, (pair) => ends[pair]);
      const { count, sizes } = components(graphFromEdges(cols, of(all.a), of(all.b)));
      expect(counts).toEqual({ edges: kept.length, components: count, giant: sizes[0] });
    }
  });

  it('stores from a threshold below the sweep, when it is the study’s', async () => {
    expect((await route(1100, { threshold: 0.2 })).found.from).toBe(0.2);
    expect((await route(1100, { threshold: 0.8 })).found.from).toBe(0.3);
    expect((await route(1100, { threshold: 0, strict: false })).found.from).toBe(0.3);
  });

  it('refuses a budget that even the strongest pairs exceed', async () => {
    const columns = similarityColumns('cosine', { rows: 3, cols: 4, values: new Float64Array(12).fill(1) }, []);
    await expect(correlatedPairs(columns, 4, { ...RULE, most: 5 }, 'test', 1)).rejects.toThrow(
      /test: correlation.most_pairs: 5, and more pairs of the 4 features than that have \|r\| of 0.95 or more/,
    );
  });
});
