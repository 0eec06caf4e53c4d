import { describe, expect, it } from 'vitest';
import type { RemovalEffects } from '../../../../../pipeline/cooccurrence/kernels/direct/direct-rows.ts';
import { selfRepair } from '../../../../../pipeline/cooccurrence/kernels/direct/self-repair.ts';
import { random } from '../../../../../src/random.ts';

const [FEATURES, PROMPTS] = [12, 20];
const clusters = Array.from({ length: FEATURES }, (_, f) => (f < 8 ? 1 : 2));

/** Frozen effects at random, direct and norms twice and ten times as large, attention and tangential the total itself; total is `share` of the frozen ones, cluster 2 whole, with noise. */
function synthetic(share: number, noise = 0.05): RemovalEffects {
  const rng = random(3, 'self-repair-test');
  const frozen = Float64Array.from({ length: FEATURES * PROMPTS }, () => rng.normal());
  const total = frozen.map((value, i) => value * (i < 8 * PROMPTS ? share : 1) + noise * rng.normal());
  const [direct, norms] = [2, 10].map((times) => frozen.map((value) => times * value));
  return { total, frozen, direct, norms, attention: total, tangential: total };
}
/** What is removed is wholly radial in cluster 1 and not at all in cluster 2, on half of the prompts. */
const radial = Float64Array.from({ length: FEATURES * PROMPTS }, (_, i) =>
  i % 2 === 0 ? Number.NaN : i < 8 * PROMPTS ? 1 : 0,
);
const repairOf = (effects: RemovalEffects) =>
  selfRepair({ effects, radial, clusters, unitsOf: (members) => members.length / 2, seed: 1 });
const rowOf = (effects: RemovalEffects, against: string, scope: string) =>
  repairOf(effects).find((row) => row.against === against && row.scope === scope);

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

  it('has a slope on every effect, and says how many units and how radial the removals of a scope are', () => {
    const rows = repairOf(synthetic(0.4, 0));
    const slopes = rows.filter(({ scope }) => scope === 'cluster 1').map(({ against, slope }) => [against, slope]);
    expect(Object.fromEntries(slopes)).toEqual({
      attention: 1,
      norms: expect.closeTo(0.04, 10),
      'both-tangential': 1,
      frozen: expect.closeTo(0.4, 10),
      direct: expect.closeTo(0.2, 10),
    });
    const shares = rows.filter(({ against }) => against === 'norms').map((row) => [row.n_units, row.radial_share]);
    expect(shares).toEqual([
      [6, 1],
      [4, 1],
      [2, 0],
    ]);
  });

  it('has no radial share where nothing is removed', () => {
    const bare = new Float64Array(FEATURES * PROMPTS).fill(Number.NaN);
    const [row] = selfRepair({ effects: synthetic(1), radial: bare, clusters, unitsOf: () => null, seed: 1 });
    expect(row).toMatchObject({ n_units: null, radial_share: Number.NaN });
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

  it('has no slope on what subtracting float32 outcomes leaves of an effect that is 0', () => {
    const plain = synthetic(0.5);
    for (const [size, asked] of [
      [1e-7, false],
      [1e-5, false],
      [1e-3, true],
    ] as const) {
      // Of either sign, whatever the total is.
      const direct = plain.total.map((value, i) => size * value * ((i * 7) % 3 === 0 ? -1 : 1));
      expect(
        repairOf({ ...plain, direct }).some(({ against }) => against === 'direct'),
        String(size),
      ).toBe(asked);
    }
  });

  it('has no row where an effect is 0 everywhere, and none without features', () => {
    const effects = { ...synthetic(0.5), direct: new Float64Array(FEATURES * PROMPTS) };
    expect(repairOf(effects).every(({ against }) => against !== 'direct')).toBe(true);
    const none = new Float64Array(0);
    const nothing = { total: none, frozen: none, direct: none, attention: none, norms: none, tangential: none };
    expect(selfRepair({ effects: nothing, radial: none, clusters: [], unitsOf: () => null, seed: 1 })).toEqual([]);
  });
});
