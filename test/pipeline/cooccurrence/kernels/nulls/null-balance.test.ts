import { describe, expect, it } from 'vitest';
import { randomRowsBalance } from '../../../../../pipeline/cooccurrence/kernels/nulls/null-balance.ts';
import { random } from '../../../../../src/random.ts';

const [FEATURES, SELECTED] = [400, 60];
const rng = random(4, 'balance');

/** Unit rows with the rounding of float32; `rate` of each feature. */
function options(rate: (feature: number) => number, prevalence: (feature: number) => number) {
  return {
    decoder: {
      features: FEATURES,
      width: 1,
      rows: new Float32Array(FEATURES),
      norms: Float64Array.from({ length: FEATURES }, () => 1 + 6e-8 * (rng.uniform() - 0.5)),
    },
    logSparsity: Float32Array.from({ length: FEATURES }, (_, f) => rate(f)),
    selected: Int32Array.from({ length: SELECTED }, (_, f) => f),
    prevalence: new Map(Array.from({ length: FEATURES }, (_, f) => [f, prevalence(f)])),
    prompts: 100,
  };
}
const balance = (source: ReturnType<typeof options>) =>
  Object.fromEntries(randomRowsBalance(source, { seed: 1, replicates: 50 }).map((row) => [row.trait, row]));

describe('randomRowsBalance', () => {
  it('finds like features balanced, and rounding of unit norms no difference', () => {
    const found = balance(
      options(
        () => -2 + 0.3 * rng.normal(),
        () => rng.uniform(),
      ),
    );
    expect(found.rate).toMatchObject({ null: 'random-rows', unbalanced: false, reason: null });
    expect(Math.abs(found.rate.smd)).toBeLessThan(0.2);
    expect(found.norm).toMatchObject({ smd: 0, unbalanced: false });
  });

  it('says so where no like rows are left to draw', () => {
    const found = balance(options((f) => (f < SELECTED ? -1 : -2) + 0.2 * rng.normal(), (f) => (f < SELECTED ? 1 : 0.4 * rng.uniform()))); // biome-ignore format: one line
    expect(found.rate.unbalanced).toBe(true);
    expect(found.rate.smd).toBeLessThan(-1);
    expect(found.prevalence).toMatchObject({ selected_mean: 1, unbalanced: true });
  });

  it('has no number, and is unbalanced, where neither group varies and they differ', () => {
    const found = balance(
      options(
        () => -2,
        (f) => (f < SELECTED ? 1 : 0),
      ),
    );
    expect(found.rate).toMatchObject({ smd: 0, unbalanced: false });
    expect(found.prevalence).toMatchObject({ smd: Number.NaN, unbalanced: true, reason: 'neither group varies, and they differ' }); // biome-ignore format: one line
  });
});
