import { expect, it } from 'vitest';
import { removals } from '../../../bench/calibration/damage.ts';
import { worldGroupings } from '../../../bench/calibration/effect.ts';
import { dot } from '../../../bench/calibration/vectors.ts';
import { PLAIN, syntheticWorld } from '../../../bench/calibration/world.ts';

const { features: FEATURES, prompts: PROMPTS } = PLAIN;
const clusters = Int32Array.from({ length: FEATURES }, (_, f) => (f < (3 * FEATURES) / 4 ? 1 + Math.floor((4 * f) / FEATURES) : 0)); // biome-ignore format: one line

function selectivity(selective: number, seed: number) {
  const world = syntheticWorld({ ...PLAIN, seed, aligned: 0.95, selective });
  const { own, gradients, nullInput, splits } = world;
  const width = gradients[0].length;
  const values = Float64Array.from(nullInput.codes.activations, (f, i) => f * dot(own.subarray((i % FEATURES) * width, (i % FEATURES + 1) * width), gradients[Math.floor(i / FEATURES)])); // biome-ignore format: one line
  const unitsOf = (features: readonly number[]) => Int32Array.from(features.keys());
  const rows = worldGroupings(world, { values: { rows: PROMPTS, cols: FEATURES, values }, clusters, test: splits[0].test, unitsOf }); // biome-ignore format: one line
  return { world, network: rows.find(({ method }) => method === 'network') };
}

it('clusters whose activations go with an answer are selective, more than deals of the same features', () => {
  const { network } = selectivity(2, 1);
  expect(network).toMatchObject({ clusters: 3, n: (3 * FEATURES) / 4, reason: null });
  expect(network?.p).toBe(1 / 200);
  expect(network?.low).toBeGreaterThan(0);
});

it('selectivity is what closed-form removal of all but the mean costs: one feature, by hand', () => {
  const { world } = selectivity(0, 2);
  const one = Int32Array.from({ length: FEATURES }, (_, f) => (f === 0 ? 1 : f === 1 ? 2 : 0));
  const unitsOf = (features: readonly number[]) => Int32Array.from(features.keys());
  const { activations } = world.nullInput.codes;
  // Classes by the sum of values: those of feature 0 and 1 alone.
  const values = Float64Array.from(activations);
  const [row] = worldGroupings(world, { values: { rows: PROMPTS, cols: FEATURES, values }, clusters: one, test: world.splits[0].test, unitsOf }); // biome-ignore format: one line
  const classes = [...new Set(world.strata)];
  const { train, test } = world.splits[0];
  const mean = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0) / numbers.length;
  const expected = [0, 1].map((f) => {
    const fBar = mean(world.strata.map((_, p) => activations[p * FEATURES + f]));
    // Exact removal of c_i = f − f̄ in place of f: the same formula at another activation.
    const own = world.strata.map((_, p) => activations[p * FEATURES + f] - fBar);
    const codes = { ...world.nullInput.codes, activations: activations.slice() };
    for (const [p, c] of own.entries()) codes.activations[p * FEATURES + f] = c;
    const { singles } = removals({ ...world, nullInput: { ...world.nullInput, codes } }, [f], [], 0);
    const best = classes.map((name) => mean([...train].filter((p) => world.strata[p] === name).map((p) => values[p * FEATURES + f]))); // biome-ignore format: one line
    const losses = classes.map((name) => mean([...test].filter((p) => world.strata[p] === name).map((p) => singles[p]))); // biome-ignore format: one line
    const at = best.indexOf(Math.max(...best));
    return losses[at] - mean(losses.filter((_, k) => k !== at));
  });
  expect(row.selectivity).toBeCloseTo(mean(expected), 5);
});
