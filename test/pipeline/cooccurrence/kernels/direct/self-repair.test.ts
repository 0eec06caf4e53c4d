import { describe, expect, it } from 'vitest';
import { selfRepair } from '../../../../../pipeline/cooccurrence/kernels/direct/self-repair.ts';
import type { Effects } from '../../../../../src/methods/intervention/direct/direct-effects.ts';
import { random } from '../../../../../src/random.ts';

const [FEATURES, PROMPTS] = [12, 20];
const clusters = Array.from({ length: FEATURES }, (_, f) => (f < 8 ? 1 : 2));

/** Frozen effects at random, direct twice as large; total is `share` of the frozen ones, cluster 2 whole, with noise. */
function synthetic(share: number, noise = 0.05): Effects {
  const rng = random(3, 'self-repair-test');
  const frozen = Float64Array.from({ length: FEATURES * PROMPTS }, () => rng.normal());
  const total = frozen.map((value, i) => value * (i < 8 * PROMPTS ? share : 1) + noise * rng.normal());
  return { total, frozen, direct: frozen.map((value) => 2 * value) };
}
const rowOf = (effects: Effects, against: string, scope: string) =>
  selfRepair(effects, clusters, 1).find((row) => row.against === against && row.scope === scope);

describe('selfRepair', () => {
  it('finds the share that is left, by cluster', () => {
    const effects = synthetic(0.4);
    const first = rowOf(effects, 'frozen', 'cluster 1');
    expect(first?.slope).toBeCloseTo(0.4, 1);
    expect(first).toMatchObject({ features: 8, status: 'smaller' });
    expect(first?.weakened).toBeGreaterThan(0.5);
    expect(first!.low).toBeLessThan(0.4);
    expect(first!.high).toBeGreaterThan(0.39);
    expect(rowOf(effects, 'direct', 'cluster 1')?.slope).toBeCloseTo(0.2, 1);
  });

  it('does not decide where the rest of the model does nothing', () => {
    const second = rowOf(synthetic(0.4), 'frozen', 'cluster 2');
    expect(second).toMatchObject({ status: 'undecided', features: 4 });
    expect(second!.low).toBeLessThan(1);
    expect(second!.high).toBeGreaterThan(1);
  });

  it('sees that the rest adds to an effect', () => {
    expect(rowOf(synthetic(1.5), 'frozen', 'cluster 1')).toMatchObject({ status: 'larger', weakened: 0 });
  });

  it('is exact without noise, and lies between its clusters over all', () => {
    const effects = synthetic(0.5, 0);
    expect(rowOf(effects, 'frozen', 'cluster 1')?.slope).toBeCloseTo(0.5, 12);
    const all = rowOf(effects, 'frozen', 'all')!.slope;
    expect(all).toBeGreaterThan(0.5);
    expect(all).toBeLessThan(1);
  });

  it('has no row where an effect is 0 everywhere, and none without features', () => {
    const effects = { ...synthetic(0.5), direct: new Float64Array(FEATURES * PROMPTS) };
    expect(selfRepair(effects, clusters, 1).every(({ against }) => against === 'frozen')).toBe(true);
    const none = new Float64Array(0);
    expect(selfRepair({ total: none, frozen: none, direct: none }, [], 1)).toEqual([]);
  });
});
