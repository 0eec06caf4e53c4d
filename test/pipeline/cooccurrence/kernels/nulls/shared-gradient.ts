/**
 * The no-interaction world: features with random directions in a shared low-rank gradient, nearly constant activations and a
 * gain per prompt. Unselected features come from the same distribution, so any pattern is there under the null as well.
 */

import { attributionsOf } from '../../../../../pipeline/cooccurrence/kernels/nulls/attributions.ts';
import type { DirectionNull } from '../../../../../pipeline/cooccurrence/kernels/nulls/directions.ts';
import { traitGroups } from '../../../../../pipeline/cooccurrence/kernels/nulls/edge-survival.ts';
import { matchRows } from '../../../../../pipeline/cooccurrence/kernels/nulls/matched-rows.ts';
import { openProjector } from '../../../../../pipeline/cooccurrence/kernels/nulls/matrix-product.ts';
import {
  type MatchedInput,
  matchedTo,
  type NullInput,
} from '../../../../../pipeline/cooccurrence/kernels/nulls/replicates.ts';
import { random } from '../../../../../src/random.ts';

const PROMPTS = 60;
const ANSWERS = 6;
const WIDTH = 16;

export interface World {
  readonly nullInput: NullInput;
  readonly source: Extract<DirectionNull, { kind: 'random-rows' }>;
  /** [F, D] the features' own directions. */
  readonly own: Float32Array;
}

/** `planted`: this many features of each of two groups share a direction, which no dictionary row does. */
export function sharedGradient(options: {
  seed: number;
  features: number;
  candidates: number;
  planted?: number;
}): World {
  const { seed, features, candidates, planted = 0 } = options;
  const rng = random(seed, 'world');
  const normals = (n: number) => Float32Array.from({ length: n }, () => rng.normal());
  const answers = Array.from({ length: ANSWERS }, () => normals(WIDTH));
  const gradient = new Float32Array(PROMPTS * WIDTH);
  for (let p = 0; p < PROMPTS; p++) {
    const right = rng.integer(ANSWERS);
    const wrong = (right + 1 + rng.integer(ANSWERS - 1)) % ANSWERS;
    const gain = Math.exp(0.3 * rng.normal());
    for (let k = 0; k < WIDTH; k++) gradient[p * WIDTH + k] = gain * (answers[right][k] - answers[wrong][k]);
  }
  const rows = normals(candidates * WIDTH);
  const own = normals(features * WIDTH);
  for (let f = 0; f < 2 * planted; f++) {
    const group = f < planted ? 0 : planted;
    for (let k = 0; k < WIDTH; k++) own[f * WIDTH + k] = own[group * WIDTH + k] + 0.1 * rng.normal();
  }
  const traits = (n: number) => ({ logRate: new Float64Array(n), logNorm: new Float64Array(n) });
  const cells = PROMPTS * features;
  const codes = {
    prompts: PROMPTS,
    features,
    offsets: Int32Array.from({ length: cells + 1 }, (_, i) => i),
    rows: Int32Array.from({ length: cells }, (_, i) => Math.floor(i / features)),
    activations: Float32Array.from({ length: cells }, () => Math.max(0.05, 1 + 0.2 * rng.normal())),
  };
  return {
    own,
    source: { kind: 'random-rows', width: WIDTH, matches: matchRows(traits(features), traits(candidates)), rows },
    nullInput: {
      seed,
      rule: 'sum',
      codes,
      gradient: { rows: PROMPTS, width: WIDTH, values: gradient },
      removed: { codes, parts: [Int32Array.from({ length: PROMPTS }, (_, p) => p)] },
      splits: [],
      groups: traitGroups(Float64Array.from({ length: features }, (_, f) => f)),
      gains: new Float64Array(PROMPTS).fill(1),
      statistics: {
        correlation: { method: 'pearson', gains: null, covariates: [] },
        network: { threshold: 0.7, strict: true, sign: 'absolute' },
        cluster: { algorithm: 'greedy-modularity', weighted: false, resolution: 1, seed: 1, min_size: 4 },
        sizes: 2,
      },
    },
  };
}

/** The world with the number of edges that its own network has. */
export async function matchedWorld({ nullInput, own }: World): Promise<MatchedInput> {
  const { codes, rule, gradient } = nullInput;
  const projector = await openProjector(gradient, 1);
  const values = attributionsOf(codes, await projector.project(own), rule);
  await projector.release();
  return matchedTo({ rows: codes.prompts, cols: codes.features, values }, nullInput);
}
