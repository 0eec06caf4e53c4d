/**
 * Synthetic studies of known truth, to see how often the verdict rule is wrong and how much it finds. Attributions are made as the
 * model makes them, activation times direction · gradient, with each confound switched on by itself:
 *
 *   always       a gradient of few answers, u[right] - u[wrong], shared by all features
 *   gain         each prompt's gradient times exp(gain · normal)
 *   unbalanced   answers in the proportions of the study's 100 athletes instead of equal ones
 *   template     this share of the features has the same activation on every prompt
 *   splitting    decoder rows in groups of six with cosine 0.5, in the whole dictionary
 *
 * Planted structure: three groups of features, a quarter of all each. The part of a direction that lies in the gradient's span is turned
 * towards one direction of its group, to a correlation of `aligned` with it; its length and the part outside stay. Projections of a
 * group then go together, while its decoder rows are little more alike than others: feature splitting does not explain it.
 */
import { type Random, random } from '../random.ts';
import type { CandidateOptions } from './candidates.ts';
import { traitGroups } from './edge-survival.ts';
import type { Ingredients } from './replicates.ts';
import { splitsOf } from './splits.ts';

export interface SyntheticOptions {
  readonly seed: number;
  readonly gain: number;
  readonly unbalanced: boolean;
  readonly template: number;
  readonly splitting: boolean;
  /** Between 0 and 1; 0 plants nothing. */
  readonly aligned: number;
}

export const PLAIN: Omit<SyntheticOptions, 'seed'> = {
  gain: 0,
  unbalanced: false,
  template: 0,
  splitting: false,
  aligned: 0,
};

export interface SyntheticStudy {
  readonly ingredients: Ingredients;
  readonly dictionary: CandidateOptions;
  /** [F, D] the features' own directions. */
  readonly own: Float32Array;
}

const [PROMPTS, FEATURES, WIDTH, ANSWERS, DICTIONARY] = [80, 48, 24, 8, 240];
/** Deviation of activations over prompts, relative to their mean 1. */
const ACTIVATION_SPREAD = 0.2;
const SPLIT_GROUP = 6;
/** The study's label counts 27, 18, 17, 15, 6, 6, 5, 6 of 100. */
const COUNTS = [27, 18, 17, 15, 6, 6, 5, 6];

export function syntheticStudy(options: SyntheticOptions): SyntheticStudy {
  const rng = random(options.seed, 'synthetic');
  const answers = Array.from({ length: ANSWERS }, () => unit(normals(rng, WIDTH)));
  const labels = Array.from({ length: PROMPTS }, (_, p) => (options.unbalanced ? labelAt(p / PROMPTS) : p % ANSWERS));
  const gradient = new Float32Array((PROMPTS + 2) * WIDTH);
  for (let p = 0; p < PROMPTS; p++) {
    const wrong = (labels[p] + 1 + rng.integer(ANSWERS - 1)) % ANSWERS;
    const gain = Math.exp(options.gain * rng.normal());
    for (let d = 0; d < WIDTH; d++) gradient[p * WIDTH + d] = gain * (answers[labels[p]][d] - answers[wrong][d]);
  }
  const strata = labels.map((label) => `answer ${label}`);
  const [split] = splitsOf(strata, strata.map(() => 'one'), { seed: options.seed, least: 6 }); // biome-ignore format: one line
  for (let p = 0; p < PROMPTS; p++)
    for (let d = 0; d < WIDTH; d++) {
      gradient[PROMPTS * WIDTH + d] += gradient[p * WIDTH + d] / PROMPTS;
      if (split.test.includes(p)) gradient[(PROMPTS + 1) * WIDTH + d] += gradient[p * WIDTH + d] / split.test.length;
    }
  const rows = decoderRows(options, answers, rng);
  const constant = Math.round(options.template * FEATURES);
  const cells = PROMPTS * FEATURES;
  const steered = (row: number, prompts: number) => ({ baseFactor: -2, row, active: null, prompts });
  return {
    own: rows.slice(0, FEATURES * WIDTH),
    dictionary: {
      decoder: { features: DICTIONARY, width: WIDTH, rows, norms: new Float64Array(DICTIONARY).fill(1) },
      logSparsity: null,
      selected: Int32Array.from({ length: FEATURES }, (_, f) => f),
      prevalence: new Map(),
      prompts: PROMPTS,
    },
    ingredients: {
      seed: options.seed,
      rule: 'sum',
      codes: {
        prompts: PROMPTS,
        features: FEATURES,
        offsets: Int32Array.from({ length: cells + 1 }, (_, i) => i),
        rows: Int32Array.from({ length: cells }, (_, i) => Math.floor(i / FEATURES)),
        activations: Float32Array.from({ length: cells }, (_, i) =>
          i % FEATURES < constant ? 1 : Math.max(0.05, 1 + ACTIVATION_SPREAD * rng.normal()),
        ),
      },
      gradient: { rows: PROMPTS + 2, width: WIDTH, values: gradient },
      steered: [steered(PROMPTS, PROMPTS), steered(PROMPTS + 1, split.test.length)],
      splits: [split],
      groups: traitGroups(Float64Array.from({ length: FEATURES }, (_, f) => f)),
      gains: new Float64Array(PROMPTS).fill(1),
      statistics: {
        correlation: { method: 'pearson', gains: null, covariates: [] },
        network: { threshold: 0.7, strict: true, sign: 'absolute' },
        cluster: { algorithm: 'greedy-modularity', weighted: false, resolution: 1, seed: 1, min_size: 5 },
        sizes: 2,
      },
    },
  };
}

/** [dictionary, D] unit rows; the selected features are the first. */
function decoderRows(
  { splitting, aligned }: SyntheticOptions,
  answers: readonly Float64Array[],
  rng: Random,
): Float32Array {
  const span = orthonormal(answers.slice(1).map((u) => u.map((x, d) => x - answers[0][d])));
  const rows = new Float32Array(DICTIONARY * WIDTH);
  let parent: Float64Array = new Float64Array(WIDTH);
  const planted = Array.from({ length: 3 }, () => unit(combination(span, rng)));
  for (let f = 0; f < DICTIONARY; f++) {
    if (f % SPLIT_GROUP === 0) parent = unit(normals(rng, WIDTH));
    let row = unit(normals(rng, WIDTH));
    if (splitting) row = unit(row.map((x, d) => x + parent[d]));
    const group = Math.floor((4 * f) / FEATURES);
    if (aligned > 0 && group < 3) {
      const outside = without(row, span);
      const inside = row.map((x, d) => x - outside[d]);
      const own = unit(without(inside, [planted[group]]));
      const length = Math.hypot(...inside);
      const rest = Math.sqrt(1 - aligned * aligned);
      row = outside.map((x, d) => x + length * (aligned * planted[group][d] + rest * own[d]));
    }
    rows.set(row, f * WIDTH);
  }
  return rows;
}

function labelAt(share: number): number {
  let left = 100 * share;
  for (const [label, count] of COUNTS.entries()) {
    if (left < count) return label;
    left -= count;
  }
  return COUNTS.length - 1;
}

function normals(rng: Random, n: number): Float64Array {
  return Float64Array.from({ length: n }, () => rng.normal());
}

function combination(basis: readonly Float64Array[], rng: Random): Float64Array {
  const sum = new Float64Array(WIDTH);
  for (const b of basis) {
    const weight = rng.normal();
    for (let d = 0; d < WIDTH; d++) sum[d] += weight * b[d];
  }
  return sum;
}

function orthonormal(vectors: readonly Float64Array[]): Float64Array[] {
  const basis: Float64Array[] = [];
  for (const vector of vectors) basis.push(unit(without(vector, basis)));
  return basis;
}

function without(x: Float64Array, basis: readonly Float64Array[]): Float64Array {
  const rest = x.slice();
  for (const b of basis) {
    const inner = rest.reduce((sum, value, d) => sum + value * b[d], 0);
    for (let d = 0; d < rest.length; d++) rest[d] -= inner * b[d];
  }
  return rest;
}

function unit(x: Float64Array): Float64Array {
  const norm = Math.hypot(...x);
  return x.map((value) => value / norm);
}
