import { describe, expect, it } from 'vitest';
import { openControl } from '../../../../src/methods/intervention/removal/controls.ts';
import {
  interactionPlan,
  pairAt,
  pairPool,
  removals,
  singleAt,
  tinyAt,
} from '../../../../src/methods/intervention/removal/removal-plan.ts';

const pool = pairPool([1, 1, 1, 2], 10, 1);
const { pairs } = pool;

describe('the plan of removals', () => {
  it('has a place for each, without gap or overlap', () => {
    const plan = interactionPlan(4, pool, 2);
    const places = [0];
    for (let k = 0; k <= 2; k++) {
      for (let f = 0; f < 4; f++) places.push(singleAt(plan, k, f));
      for (let n = 0; n < pairs.length; n++) places.push(pairAt(plan, k, n));
    }
    plan.tiny.forEach((_, n) => places.push(tinyAt(plan, n), tinyAt(plan, n) + 1, tinyAt(plan, n) + 2));
    expect(places).toEqual(Array.from({ length: plan.count }, (_, i) => i));
  });
  it('measures rounding on a few pairs, spread over the pool', () => {
    expect(interactionPlan(4, pool, 0).tiny).toEqual([0, 1, 2, 3, 4, 5]);
    const many = pairPool(new Int32Array(50), 5000, 1);
    const { tiny } = interactionPlan(50, many, 0);
    expect(tiny).toHaveLength(24);
    expect(new Set(tiny).size).toBe(24);
  });
  it('removes what each place stands for', () => {
    const directions = Array.from({ length: 4 }, (_, i) => {
      const d = new Float32Array(4);
      d[i] = 1;
      return d;
    });
    const from = {
      prompts: [{ resid: new Float32Array(4), codes: new Map([0, 1, 2, 3].map((f) => [f, Float32Array.of(1)])) }],
      scales: [Float64Array.of(1)],
      featureIds: [0, 1, 2, 3],
      directions,
      positions: 'all',
      hasBos: false,
    } as const;
    const plan = interactionPlan(4, pool, 1);
    const control = openControl(directions, () => Float32Array.of(1, 2, 0, 0), 1, 0, 'layer');
    const lost = removals(plan, from, [control]).map((change) => {
      const into = new Float32Array(4);
      change(0, into);
      return Array.from(into, (value) => -value || 0);
    });
    expect(lost).toHaveLength(plan.count);
    expect(lost[0]).toEqual([0, 0, 0, 0]);
    expect(lost[singleAt(plan, 0, 2)]).toEqual([0, 0, 1, 0]);
    expect(lost[pairAt(plan, 0, 1)]).toEqual([1, 0, 1, 0]);
    expect(lost[tinyAt(plan, 1) + 2]).toEqual([2 ** -10, 0, 2 ** -10, 0]);
    const [x, y] = lost[singleAt(plan, 1, 1)];
    expect(x + 2 * y).toBeCloseTo(2, 6);
    expect(() => removals(plan, from, [])).toThrow(RangeError);
  });
});

describe('pairPool', () => {
  const CLUSTERS = [1, 1, 1, 1, 2, 2, 2, 3, 3];

  describe('the pool of pairs', () => {
    it('is every pair when they are not too many', () => {
      const { pairs, exhaustive } = pairPool(CLUSTERS, 36, 1);
      expect(exhaustive).toBe(true);
      expect(pairs).toHaveLength(36);
      expect(pairs.slice(0, 9)).toEqual([...[1, 2, 3, 4, 5, 6, 7, 8].map((b) => [0, b]), [1, 2]]);
    });
    it('is otherwise half within and half between, without repeats, in order', () => {
      const { pairs, exhaustive } = pairPool(CLUSTERS, 12, 1);
      expect(exhaustive).toBe(false);
      expect(new Set(pairs.map(String)).size).toBe(12);
      expect(pairs.filter(([a, b]) => CLUSTERS[a] === CLUSTERS[b])).toHaveLength(6);
      expect(pairs.every(([a, b]) => a < b)).toBe(true);
      expect([...pairs].sort(([a, b], [c, d]) => a - c || b - d)).toEqual(pairs);
    });
    it('takes all of a kind that has fewer than half', () => {
      const within = (most: number) =>
        pairPool(CLUSTERS, most, 1).pairs.filter(([a, b]) => CLUSTERS[a] === CLUSTERS[b]).length;
      expect(within(30)).toBe(10);
      expect(pairPool([1, 1, 1, 1, 2], 8, 1).pairs.filter(([, b]) => b === 4)).toHaveLength(4);
    });
    it('depends on the seed and on nothing else', () => {
      expect(pairPool(CLUSTERS, 12, 1)).toEqual(pairPool(CLUSTERS, 12, 1));
      expect(pairPool(CLUSTERS, 12, 1)).not.toEqual(pairPool(CLUSTERS, 12, 2));
    });
    it('is empty without pairs', () => {
      expect(pairPool([1], 5, 1)).toEqual({ pairs: [], exhaustive: true });
      expect(pairPool(CLUSTERS, 0, 1)).toEqual({ pairs: [], exhaustive: false });
    });
    it('refuses a limit that is no count', () => {
      expect(() => pairPool(CLUSTERS, 1.5, 1)).toThrow(RangeError);
      expect(() => pairPool(CLUSTERS, Number.NaN, 1)).toThrow(RangeError);
    });
  });
});
