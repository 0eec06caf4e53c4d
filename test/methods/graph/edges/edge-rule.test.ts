import { describe, expect, it } from 'vitest';
import { components } from '../../../../src/methods/graph/components.ts';
import { graphFromEdges } from '../../../../src/methods/graph/csr-graph.ts';
import {
  disparityRule,
  type EdgeRule,
  edgesByRule,
  giantRule,
  topKRule,
} from '../../../../src/methods/graph/edges/edge-rule.ts';
import { random } from '../../../../src/random.ts';

const r = Float64Array.of(0.7, -0.7, 0.71, -0.9, 0.69, 1, -1, 0);
const kept = (rule: Partial<EdgeRule>) => [
  ...edgesByRule(r, { threshold: 0.7, strict: true, sign: 'absolute', ...rule }),
];

describe('edgesByRule', () => {
  it('leaves out the threshold itself when strict and takes it otherwise', () => {
    expect(kept({})).toEqual([2, 3, 5, 6]);
    expect(kept({ strict: false })).toEqual([0, 1, 2, 3, 5, 6]);
  });

  it('takes positive correlations only with sign positive', () => {
    expect(kept({ sign: 'positive' })).toEqual([2, 5]);
    expect(kept({ sign: 'positive', strict: false })).toEqual([0, 2, 5]);
  });

  it('takes all pairs at threshold 0 when not strict, none at 1 when strict', () => {
    expect(kept({ threshold: 0, strict: false })).toHaveLength(r.length);
    expect(kept({ threshold: 1 })).toEqual([]);
    expect(kept({ threshold: 1, strict: false })).toEqual([5, 6]);
  });

  it.each([-0.1, 1.1, Number.NaN])('refuses threshold %d', (threshold) => {
    expect(() => kept({ threshold })).toThrow(`threshold ${threshold}`);
  });

  it.each([Number.NaN, Infinity])('refuses r %d, which would pass or fail by accident', (value) => {
    expect(() => edgesByRule(Float64Array.of(0.1, value), { threshold: 0.5, strict: true, sign: 'absolute' })).toThrow(
      `r ${value} of pair 1`,
    );
  });
});

describe('giantRule', () => {
  const all = (n: number) => Int32Array.from({ length: n }, (_, i) => i);

  describe('giantRule', () => {
    const chain = {
      a: Int32Array.of(0, 1, 2, 3),
      b: Int32Array.of(1, 2, 3, 4),
      r: Float64Array.of(0.5, -0.9, 0.5, 0.2),
    };

    it('adds by strength until the target is reached, equal strengths together', () => {
      expect([...giantRule(5, chain, all(4), 1)]).toEqual([]);
      expect([...giantRule(5, chain, all(4), 2)]).toEqual([1]);
      expect([...giantRule(5, chain, all(4), 3)]).toEqual([0, 1, 2]);
      expect([...giantRule(5, chain, all(4), 5)]).toEqual([0, 1, 2, 3]);
    });

    it('keeps all pairs where they do not reach it', () => {
      expect([...giantRule(9, chain, all(4), 9)]).toEqual([0, 1, 2, 3]);
      expect([...giantRule(5, chain, Int32Array.of(0, 3), 4)]).toEqual([0, 3]);
    });

    it('finds the highest threshold that reaches the target on random pairs', () => {
      const rng = random(2, 'giant');
      const n = 40;
      const a: number[] = [];
      const b: number[] = [];
      for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) { a.push(i); b.push(j); } // biome-ignore format: one line
      const pairs = {
        a: Int32Array.from(a),
        b: Int32Array.from(b),
        r: Float64Array.from(a, () => 2 * rng.uniform() - 1),
      };
      const giant = (threshold: number) => {
        const over = all(a.length).filter((k) => Math.abs(pairs.r[k]) >= threshold);
        return components(
          graphFromEdges(
            n,
            over.map((k) => a[k]),
            over.map((k) => b[k]),
          ),
        ).sizes[0];
      };
      for (const target of [2, 10, 25, 40]) {
        const kept = giantRule(n, pairs, all(a.length), target);
        const lowest = Math.min(...Array.from(kept, (k) => Math.abs(pairs.r[k])));
        expect(giant(lowest)).toBeGreaterThanOrEqual(target);
        expect(giant(lowest + 1e-12)).toBeLessThan(target);
      }
    });

    it.each([0, -1, 1.5, Number.NaN])('refuses target %d', (target) => {
      expect(() => giantRule(5, chain, all(4), target)).toThrow(`target ${target}`);
    });
  });
});

describe('topKRule', () => {
  const pairs = { a: Int32Array.of(0, 0, 0, 1), b: Int32Array.of(1, 2, 3, 2), r: Float64Array.of(0.9, -0.8, 0.8, 0.1) };
  const kept = Int32Array.of(0, 1, 2, 3);

  describe('topKRule', () => {
    it('keeps a pair that is among the strongest of either end', () => {
      expect([...topKRule(4, pairs, kept, 1)]).toEqual([0, 1, 2]); // 1 and 2 are the strongest of nodes 2 and 3
      expect([...topKRule(4, pairs, kept, 2)]).toEqual([0, 1, 2, 3]);
    });

    it('leaves every node with at least min(k, degree) ties', () => {
      const few = topKRule(4, pairs, Int32Array.of(0, 3), 1);
      expect([...few]).toEqual([0, 3]);
    });

    it.each([0, 1.5, Number.NaN])('refuses k %d', (k) => {
      expect(() => topKRule(4, pairs, kept, k)).toThrow(`k ${k}`);
    });
  });
});

describe('disparityRule', () => {
  // A hub 0 with one strong and three weak ties.
  const pairs = { a: Int32Array.of(0, 0, 0, 0), b: Int32Array.of(1, 2, 3, 4), r: Float64Array.of(0.9, -0.1, 0.1, 0.1) };
  const kept = Int32Array.of(0, 1, 2, 3);

  describe('disparityRule', () => {
    it('computes (1 - |r| / s)^(k - 1) at the end that has other ties', () => {
      // s = 1.2, k = 4: the strong tie has (0.25)³ = 0.0156, a weak one (1.1 / 1.2)³ = 0.770.
      expect([...disparityRule(5, pairs, kept, 0.0156)]).toEqual([]);
      expect([...disparityRule(5, pairs, kept, 0.0157)]).toEqual([0]);
      expect([...disparityRule(5, pairs, kept, 0.76)]).toEqual([0]);
      expect([...disparityRule(5, pairs, kept, 0.78)]).toEqual([0, 1, 2, 3]);
    });

    it('keeps nothing of equal ties at a usual level, and nothing of a lone pair', () => {
      const equal = { ...pairs, r: Float64Array.of(0.5, 0.5, 0.5, 0.5) };
      expect([...disparityRule(5, equal, kept, 0.05)]).toEqual([]);
      expect([...disparityRule(5, pairs, Int32Array.of(2), 0.99)]).toEqual([]);
    });

    it.each([0, 1, Number.NaN])('refuses level %d', (level) => {
      expect(() => disparityRule(5, pairs, kept, level)).toThrow(`level ${level}`);
    });
  });
});
