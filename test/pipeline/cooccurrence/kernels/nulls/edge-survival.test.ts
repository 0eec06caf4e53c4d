import { describe, expect, it } from 'vitest';
import {
  addCounts,
  emptyCounts,
  GROUPS,
  pairP,
  pairStratum,
  traitGroups,
} from '../../../../../pipeline/cooccurrence/kernels/nulls/edge-survival.ts';
import { random } from '../../../../../src/random.ts';

const N = 8;
const groups = traitGroups(Float64Array.from({ length: N }, (_, f) => f));
const a: number[] = [];
const b: number[] = [];
for (let i = 0; i < N; i++)
  for (let j = i + 1; j < N; j++) {
    a.push(i);
    b.push(j);
  }
const pairsOf = (r: number[]) => ({ a: Int32Array.from(a), b: Int32Array.from(b), r: Float64Array.from(r) });

describe('traitGroups', () => {
  it('makes groups of equal size by rank', () => {
    expect([...groups]).toEqual([0, 0, 1, 1, 2, 2, 3, 3]);
    expect([...traitGroups(Float64Array.of(5, 5, 1, 9))]).toEqual([1, 2, 0, 3]);
    expect(() => traitGroups(Float64Array.of(1, Number.NaN))).toThrow('NaN');
  });

  it('knows no order of a pair', () => {
    for (let x = 0; x < GROUPS; x++) for (let y = 0; y < GROUPS; y++) expect(pairStratum(x, y)).toBe(pairStratum(y, x));
  });
});

describe('pairP', () => {
  it('is the share of the pool of the stratum at least as large, plus one on both sides', () => {
    const counts = emptyCounts();
    for (let k = 0; k < 99; k++) addCounts(counts, pairsOf(a.map(() => (k < 10 ? 0.8 : 0.1))), groups);
    // Pair 0 is alone in its stratum (both features in group 0): a pool of 99.
    const p = pairP(counts, pairsOf(a.map(() => -0.5)), groups);
    expect(p[0]).toBe(11 / 100);
    expect(pairP(counts, pairsOf(a.map(() => 0.9)), groups)[0]).toBe(1 / 100);
    expect(pairP(counts, pairsOf(a.map(() => 0)), groups)[0]).toBe(1);
    // Between two groups there are four pairs: a pool of 396.
    expect(p[1 + 1]).toBe((1 + 40) / (1 + 396));
  });

  it('is uniform where observed pairs are like the pool', () => {
    const rng = random(1, 'edges');
    const draw = () => pairsOf(a.map(() => 2 * rng.uniform() - 1));
    const counts = emptyCounts();
    for (let k = 0; k < 500; k++) addCounts(counts, draw(), groups);
    let small = 0;
    for (let k = 0; k < 100; k++) small += pairP(counts, draw(), groups).filter((p) => p <= 0.05).length;
    expect(small / (100 * a.length)).toBeGreaterThan(0.035);
    expect(small / (100 * a.length)).toBeLessThan(0.065);
  });

  it('has p 1 without a pool', () => {
    expect([...pairP(emptyCounts(), pairsOf(a.map(() => 0.9)), groups)].every((p) => p === 1)).toBe(true);
  });
});
