/**
 * What interventions do in a synthetic world, in closed form: with δ the change of the residual, damage is −gain (g·δ/gain + ½ δᵀHδ).
 * Removal of feature i is δ = −f_i d_i, so with b_ij = d_iᵀHd_j
 *
 *   Δ({i}) = f_i d_i·g − ½ gain f_i² b_ii,   I(i, j) = Δ({i, j}) − Δ({i}) − Δ({j}) = −gain f_i f_j b_ij,
 *
 * and a control pair has the b of directions rotated as stage `interaction` rotates them (steering/interaction/controls.ts).
 */
import { openControl, reflected } from '../../src/methods/intervention/removal/controls.ts';
import type { Interactions } from '../../src/methods/intervention/removal/indices.ts';
import { add, dot } from './vectors.ts';
import { FEATURES, PROMPTS, type World } from './world.ts';

type Pairs = readonly (readonly [number, number])[];

/** Removal of features and pairs, as stage `interaction` would measure it. @param features indices that the pairs name by place */
export function removals(world: World, features: readonly number[], pairs: Pairs, controls: number): Interactions {
  const { curvature, gains, gradients, nullInput } = world;
  const rows = features.map((f) => rowOf(world, f));
  const f = (i: number, p: number): number => nullInput.codes.activations[p * FEATURES + features[i]];
  const fixed = rows.map((row) => curvature.read(row));
  const over = (count: number, of: (n: number, p: number) => number): Float64Array =>
    Float64Array.from({ length: count * PROMPTS }, (_, i) => of(Math.floor(i / PROMPTS), i % PROMPTS));
  const singles = over(features.length, (i, p) => {
    const bent = 0.5 * gains[p] * f(i, p) ** 2 * curvature.product(fixed[i], fixed[i]);
    return f(i, p) * dot(rows[i], gradients[p]) - bent;
  });
  const indexOf = (read: (i: number, p: number) => Float64Array): Float64Array =>
    over(pairs.length, (n, p) => {
      const [i, j] = pairs[n];
      return -gains[p] * f(i, p) * f(j, p) * curvature.product(read(i, p), read(j, p));
    });
  const rotated = Array.from({ length: controls }, (_, k) => {
    const control = openControl(rows, (prompt) => gradients[prompt], nullInput.seed, k, 'layer');
    const known = new Map<number, Float64Array>();
    return indexOf((i, p) => {
      const read = known.get(i * PROMPTS + p) ?? curvature.read(reflected(control.images[i], control.reflector(p, 0)));
      known.set(i * PROMPTS + p, read);
      return read;
    });
  });
  const index = [indexOf((i) => fixed[i]), ...rotated];
  const damage = over(pairs.length, (n, p) => {
    const [i, j] = pairs[n];
    return singles[i * PROMPTS + p] + singles[j * PROMPTS + p] + index[0][n * PROMPTS + p];
  });
  return { prompts: PROMPTS, singles, damage, index, noiseFloor: 0 };
}

/** [P] damage of steering away from the sum of some features' directions, scaled to a norm. */
export function steered(world: World, features: readonly number[], norm: number): Float64Array {
  const { curvature, gains, gradients } = world;
  const sum = sumOfRows(world, features);
  const scale = -norm / Math.sqrt(dot(sum, sum));
  const delta = sum.map((x) => scale * x);
  const read = curvature.read(delta);
  const bent = 0.5 * curvature.product(read, read);
  return Float64Array.from(gradients, (gradient, p) => -dot(delta, gradient) - gains[p] * bent);
}

/** Σ d of some features, [D]. */
export function sumOfRows(world: World, features: readonly number[]): Float64Array {
  const sum = new Float64Array(world.gradients[0].length);
  for (const feature of features) add(sum, 1, rowOf(world, feature));
  return sum;
}

/** Decoder row of a feature, [D]. */
export function rowOf({ own, gradients }: World, feature: number): Float32Array {
  const width = gradients[0].length;
  return own.subarray(feature * width, (feature + 1) * width);
}
