/**
 * What interventions do in a synthetic world, in closed form: with δ the change of the residual, damage is −gain (g·δ/gain + ½ δᵀHδ), H with the
 * prompt's gate on what is planted of it.
 * Removal of feature i is δ = −f_i d_i, so with b_ij = d_iᵀHd_j
 *
 *   Δ({i}) = f_i d_i·g − ½ gain f_i² b_ii,   I(i, j) = Δ({i, j}) − Δ({i}) − Δ({j}) = −gain f_i f_j b_ij,
 *
 * and a control pair has the b of directions rotated as stage `interaction` rotates them (steering/interaction/controls.ts).
 */
import { openControl, reflected } from '../../src/methods/intervention/removal/controls.ts';
import type { Interactions } from '../../src/methods/intervention/removal/indices.ts';
import { add, dot } from './vectors.ts';
import type { World } from './world.ts';

type Pairs = readonly (readonly [number, number])[];

/** Removal of features and pairs, as stage `interaction` would measure it. @param features indices that the pairs name by place */
export function removals(world: World, features: readonly number[], pairs: Pairs, controls: number): Interactions {
  const { curvature, gains, gates, gradients, nullInput } = world;
  const { prompts, features: width, activations } = nullInput.codes;
  const rows = features.map((f) => rowOf(world, f));
  const fixed = rows.map((row) => curvature.read(row));
  const f = (i: number, p: number): number => activations[p * width + features[i]];
  const over = (count: number, of: (n: number, p: number) => number): Float64Array => {
    const values = new Float64Array(count * prompts);
    for (let n = 0, at = 0; n < count; n++) for (let p = 0; p < prompts; p++, at++) values[at] = of(n, p);
    return values;
  };
  const own = fixed.map((x) => gated(world, x, x));
  const singles = over(
    features.length,
    (i, p) => f(i, p) * dot(rows[i], gradients[p]) - 0.5 * gains[p] * f(i, p) ** 2 * own[i](p),
  );
  const indexOf = (bent: (n: number, p: number) => number): Float64Array =>
    over(pairs.length, (n, p) => -gains[p] * f(pairs[n][0], p) * f(pairs[n][1], p) * bent(n, p));
  const rotated = Array.from({ length: controls }, (_, k) => {
    const control = openControl(rows, (prompt) => gradients[prompt], nullInput.seed, k, 'layer');
    const known = new Map<number, Float64Array>();
    const read = (i: number, p: number): Float64Array => {
      const found = known.get(i * prompts + p) ?? curvature.read(reflected(control.images[i], control.reflector(p, 0)));
      known.set(i * prompts + p, found);
      return found;
    };
    return indexOf((n, p) => curvature.product(read(pairs[n][0], p), read(pairs[n][1], p), gates[p]));
  });
  const bends = pairs.map(([i, j]) => gated(world, fixed[i], fixed[j]));
  const index = [indexOf((n, p) => bends[n](p)), ...rotated];
  const damage = over(pairs.length, (n, p) => {
    const [i, j] = pairs[n];
    return singles[i * prompts + p] + singles[j * prompts + p] + index[0][n * prompts + p];
  });
  return { prompts, singles, damage, index, noiseFloor: 0 };
}

/** xᵀHy on each prompt. */
function gated({ curvature, gates }: World, x: Float64Array, y: Float64Array): (p: number) => number {
  const plain = curvature.product(x, y, 0);
  const planted = curvature.product(x, y, 1) - plain;
  return (p) => plain + gates[p] * planted;
}

/** [P] damage of steering away from the sum of some features' directions, scaled to a norm. */
export function steered(world: World, features: readonly number[], norm: number): Float64Array {
  const { curvature, gains, gradients } = world;
  const sum = sumOfRows(world, features);
  const scale = -norm / Math.sqrt(dot(sum, sum));
  const delta = sum.map((x) => scale * x);
  const read = curvature.read(delta);
  const bent = gated(world, read, read);
  return Float64Array.from(gradients, (gradient, p) => -dot(delta, gradient) - 0.5 * gains[p] * bent(p));
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
