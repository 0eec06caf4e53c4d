import { describe, expect, it } from 'vitest';
import { components } from '../../../../src/methods/graph/components.ts';
import { graphFromEdges } from '../../../../src/methods/graph/csr-graph.ts';
import { giantRule } from '../../../../src/methods/graph/edges/giant-rule.ts';
import { random } from '../../../../src/random.ts';

const all = (n: number) => Int32Array.from({ length: n }, (_, i) => i);

describe('giantRule', () => {
  const chain = { a: Int32Array.of(0, 1, 2, 3), b: Int32Array.of(1, 2, 3, 4), r: Float64Array.of(0.5, -0.9, 0.5, 0.2) };

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
