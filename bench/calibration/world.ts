/**
 * Synthetic studies of known truth, to see how often the verdict rule is wrong and how much it finds. The contrast of prompt p is
 *
 *   m_p(x) = gain_p · (u_p·x + ½ (x − x̄)ᵀH(x − x̄)),   x = Σ_i f_i d_i,   u_p = push + answer[right] − answer[wrong],
 *
 * so that attributions are f·(d·g) with the gradient g = gain (u + H (x − x̄)), and removing features has first- and second-order effects
 * (curvature.ts). Always there: one gradient of few answers shared by all features, and a bend of the model that knows no features.
 * Each further confound by itself:
 *
 *   gain         each prompt's contrast times exp(gain · normal)
 *   unbalanced   answers in the proportions of the study's 100 athletes instead of equal ones
 *   template     this share of the features has the same activation on every prompt
 *   split        decoder rows in groups with some cosine to one another (decoder-rows.ts)
 *
 * Planted in three groups, a quarter of all features each:
 *
 *   aligned      directions of a group lie alike against the gradient: clusters, without any working together
 *   interaction  |I| of every pair of a group, in units of the mean |damage| of removing one feature alone
 */
import type { CandidateOptions } from '../../pipeline/cooccurrence/kernels/nulls/candidates.ts';
import { traitGroups } from '../../pipeline/cooccurrence/kernels/nulls/edge-survival.ts';
import type { NullInput } from '../../pipeline/cooccurrence/kernels/nulls/replicates.ts';
import { splitsOf } from '../../src/methods/stats/splits.ts';
import { random } from '../../src/random.ts';
import { type Curvature, curvature } from './curvature.ts';
import { decoderRows, type Split } from './decoder-rows.ts';
import { add, direction, dot, orthonormal } from './vectors.ts';

export interface WorldOptions {
  readonly seed: number;
  readonly gain: number;
  readonly unbalanced: boolean;
  readonly template: number;
  readonly split: Split | null;
  readonly aligned: number;
  readonly interaction: number;
}

export const PLAIN: Omit<WorldOptions, 'seed'> = {
  gain: 0,
  unbalanced: false,
  template: 0,
  split: null,
  aligned: 0,
  interaction: 0,
};

export interface World {
  readonly nullInput: NullInput;
  readonly dictionary: CandidateOptions;
  /** [F, D] the features' own directions. */
  readonly own: Float32Array;
  /** [P] answer of each prompt. */
  readonly strata: readonly string[];
  /** [P, D] gradients. */
  readonly gradients: readonly Float32Array[];
  /** [P] */
  readonly gains: Float64Array;
  readonly curvature: Curvature;
}

export const PROMPTS = 80;
export const FEATURES = 48;
const [WIDTH, ANSWERS, DICTIONARY] = [96, 8, 240];
/** Deviation of activations over prompts, relative to their mean 1. */
const ACTIVATION_SPREAD = 0.2;
/** Second-order effects of arbitrary pairs, in units of the mean effect of one feature. */
const BACKGROUND = 0.1;
/** The study's label counts 27, 18, 17, 15, 6, 6, 5, 6 of 100. */
const COUNTS = [27, 18, 17, 15, 6, 6, 5, 6];
const GROUPS = [0, 1, 2].map((g) => Array.from({ length: FEATURES / 4 }, (_, i) => (g * FEATURES) / 4 + i));

export function syntheticWorld(options: WorldOptions): World {
  const { seed } = options;
  const rng = random(seed, 'synthetic');
  const answers = Array.from({ length: ANSWERS }, () => direction(WIDTH, rng));
  const push = direction(WIDTH, rng);
  const labels = Array.from({ length: PROMPTS }, (_, p) => (options.unbalanced ? labelAt(p / PROMPTS) : p % ANSWERS));
  const span = orthonormal(answers.slice(1).map((answer) => answer.map((x, d) => x - answers[0][d])));
  const shape = { features: FEATURES, dictionary: DICTIONARY, groups: GROUPS, span };
  const rows = decoderRows({ ...shape, split: options.split, aligned: options.aligned }, rng);
  const selected = rows.slice(0, FEATURES);
  const constant = Math.round(options.template * FEATURES);
  const activations = Float32Array.from({ length: PROMPTS * FEATURES }, (_, i) =>
    i % FEATURES < constant ? 1 : Math.max(0.05, 1 + ACTIVATION_SPREAD * rng.normal()),
  );
  const pushes = labels.map((right) => {
    const wrong = (right + 1 + rng.integer(ANSWERS - 1)) % ANSWERS;
    return push.map((x, d) => x + answers[right][d] - answers[wrong][d]);
  });
  const single = meanEffect(selected, pushes);
  const bend = curvature({ rows: selected, groups: GROUPS, interaction: options.interaction * single, background: BACKGROUND * single }, rng); // biome-ignore format: one line
  const gains = Float64Array.from(labels, () => Math.exp(options.gain * rng.normal()));
  const gradients = pushes.map((u, p) => {
    const away = new Float64Array(WIDTH);
    selected.forEach((row, f) => {
      add(away, activations[p * FEATURES + f] - 1, row);
    });
    const bent = bend.times(away);
    return Float32Array.from(u, (x, d) => gains[p] * (x + bent[d]));
  });
  const strata = labels.map((label) => `answer ${label}`);
  return {
    ...{ strata, gradients, gains, curvature: bend },
    own: flat(selected),
    dictionary: {
      decoder: { features: DICTIONARY, width: WIDTH, rows: flat(rows), norms: new Float64Array(DICTIONARY).fill(1) },
      logSparsity: null,
      selected: Int32Array.from({ length: FEATURES }, (_, f) => f),
      prevalence: new Map(),
      prompts: PROMPTS,
    },
    nullInput: nullInputOf(seed, strata, gradients, activations),
  };
}

function nullInputOf(
  seed: number,
  strata: readonly string[],
  gradients: readonly Float32Array[],
  activations: Float32Array,
): NullInput {
  const [split] = splitsOf(strata, strata.map(() => 'one'), { seed, least: 6 }); // biome-ignore format: one line
  const cells = PROMPTS * FEATURES;
  const codes = {
    prompts: PROMPTS,
    features: FEATURES,
    offsets: Int32Array.from({ length: cells + 1 }, (_, i) => i),
    rows: Int32Array.from({ length: cells }, (_, i) => Math.floor(i / FEATURES)),
    activations,
  };
  return {
    seed,
    rule: 'sum',
    codes,
    gradient: { rows: gradients.length, width: WIDTH, values: flat(gradients) },
    removed: { codes, parts: [Int32Array.from(gradients.keys()), split.test] },
    splits: [split],
    // Constant features come first, so that they are together here.
    groups: traitGroups(Float64Array.from({ length: FEATURES }, (_, f) => f)),
    gains: new Float64Array(PROMPTS).fill(1),
    statistics: {
      correlation: { method: 'pearson', gains: null, covariates: [] },
      network: { threshold: 0.7, strict: true, sign: 'absolute' },
      cluster: { algorithm: 'greedy-modularity', weighted: false, resolution: 1, seed: 1, min_size: 5 },
      sizes: 2,
    },
  };
}

/** Mean over features of |mean over prompts of d·u|: what removing one does where its activation is 1 and nothing bends. */
function meanEffect(rows: readonly Float64Array[], pushes: readonly Float64Array[]): number {
  const mean = new Float64Array(WIDTH);
  for (const u of pushes) add(mean, 1 / pushes.length, u);
  return rows.reduce((sum, row) => sum + Math.abs(dot(row, mean)) / rows.length, 0);
}

function labelAt(share: number): number {
  let left = 100 * share;
  for (const [label, count] of COUNTS.entries()) {
    if (left < count) return label;
    left -= count;
  }
  return COUNTS.length - 1;
}

function flat(rows: readonly ArrayLike<number>[]): Float32Array {
  const values = new Float32Array(rows.length * rows[0].length);
  rows.forEach((row, r) => {
    values.set(Array.from(row), r * row.length);
  });
  return values;
}
