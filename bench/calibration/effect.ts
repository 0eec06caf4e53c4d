/**
 * H5 in a synthetic world: the clusters that the first half of the prompts finds taken out of the other half, beside the other groupings and deals of
 * the same features, as stage `effect` plans and compares them. Taking features S out puts the mean over all prompts where their activation was (every prompt
 * has one position, and so one slot), which with c_i = f_i − f̄_i costs
 *
 *   Σ_S c_i d_i·g − ½ gain Σ_S Σ_S c_i c_j d_iᵀHd_j,   H with the prompt's gate on what is planted of it.
 */
import type { GroupingEvidence } from '../../pipeline/cooccurrence/claims/h5-effect.ts';
import { planEffect, type StoredEffect } from '../../pipeline/cooccurrence/kernels/effect/effect-plan.ts';
import { groupingRows } from '../../pipeline/cooccurrence/kernels/effect/grouping-rows.ts';
import type { Loss } from '../../pipeline/cooccurrence/kernels/effect/selectivity.ts';
import type { Matrix } from '../../src/methods/stats/matrix.ts';
import { rowOf } from './damage.ts';
import { dot } from './vectors.ts';
import type { World } from './world.ts';

/** Deals, as many as a study makes. */
const DEALS = 199;

interface Halved {
  /** [P, F] attributions. */
  readonly values: Matrix;
  /** [F] cluster of each feature that the first half finds, 0 for none. */
  readonly clusters: Int32Array;
  /** Prompts that are asked. */
  readonly test: Int32Array;
  /** Unit of each feature that has a cluster, by its place among them. */
  unitsOf(features: readonly number[]): Int32Array;
}

/** Rows of the table `grouping`. */
export function worldGroupings(world: World, { values, clusters, test, unitsOf }: Halved): GroupingEvidence[] {
  const { nullInput, strata } = world;
  const { codes, seed } = nullInput;
  const heldOut = new Set(test);
  const features = Array.from(clusters.keys()).filter((f) => clusters[f] > 0);
  const table = (source: ArrayLike<number>) => ({
    values: Float64Array.from(features.flatMap((f) => strata.map((_, p) => source[p * codes.features + f]))),
    features: features.length,
    prompts: strata.length,
  });
  const names = unitsOf(features);
  const plan = planEffect(
    {
      prompts: strata.map((stratum, p) => ({ stratum, answer: stratum, heldOut: heldOut.has(p) })),
      features,
      network: Int32Array.from(features, (f) => clusters[f] - 1),
      values: table(values.values),
      codes: table(codes.activations),
      rows: {
        data: Float32Array.from(features.flatMap((f) => [...rowOf(world, f)])),
        width: world.gradients[0].length,
      },
      units: [...new Set(names)].map((unit) => [...names.keys()].filter((place) => names[place] === unit)),
      skip: 0,
      references: [],
    },
    { count: DEALS, refusal: null },
    seed,
  );
  return groupingRows(plan, lossesOf(world, plan), seed).map(asStored);
}

function lossesOf(world: World, { features, groups }: Pick<StoredEffect, 'features' | 'groups'>): Loss {
  const { curvature, gains, gates, gradients, nullInput } = world;
  const { activations, features: width, prompts } = nullInput.codes;
  const rows = features.map((f) => rowOf(world, f));
  const read = rows.map((row) => curvature.read(row));
  const means = features.map((f) => {
    let sum = 0;
    for (let p = 0; p < prompts; p++) sum += activations[p * width + f];
    return sum / prompts;
  });
  const known = gradients.map((gradient, p) => ({
    gone: Float64Array.from(features, (f, i) => activations[p * width + f] - means[i]),
    along: Float64Array.from(rows, (row) => dot(row, gradient)),
  }));
  // What the whole change has to say to H is the sum of what its features have: no pair of them is looked at.
  const said = new Float64Array(read[0]?.length ?? 0);
  return (group, prompt) => {
    const { gone, along } = known[prompt];
    said.fill(0);
    let first = 0;
    for (const i of groups[group].features) {
      first += gone[i] * along[i];
      for (let k = 0; k < said.length; k++) said[k] += gone[i] * read[i][k];
    }
    return first - 0.5 * gains[prompt] * curvature.product(said, said, gates[prompt]);
  };
}

/** As the table gives it back: a number that does not exist is null. */
function asStored(row: ReturnType<typeof groupingRows>[number]): GroupingEvidence {
  const value = (x: number): number | null => (Number.isNaN(x) ? null : x);
  return {
    ...{ method: row.method, clusters: row.clusters, n: row.n, n_units: row.n_units, reason: row.reason },
    ...{ selectivity: value(row.selectivity), low: value(row.low), high: value(row.high) },
    ...{ null_mean: value(row.null_mean), p: value(row.p), difference: value(row.difference) },
    ...{ difference_low: value(row.difference_low), difference_high: value(row.difference_high) },
  };
}
