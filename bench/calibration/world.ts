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
 *   interaction  |I| of every pair of a group, in units of the mean |damage| of removing one feature alone; `signs`: all alike, by chance for
 *                each pair, or turned about from answer to answer
 *   selective    a group's directions turn towards an answer of its own, and its activations are higher on the prompts of that, by so many deviations
 *   importance   r of importance with strength among the features of the groups, by the lengths of decoder rows (planted-importance.ts)
 */
import type { CandidateOptions } from '../../pipeline/cooccurrence/kernels/nulls/candidates.ts';
import { traitGroups } from '../../pipeline/cooccurrence/kernels/nulls/edge-survival.ts';
import type { NullInput } from '../../pipeline/cooccurrence/kernels/nulls/replicates.ts';
import { type Split as Halves, REPEATS, splitsOf } from '../../src/methods/stats/splits.ts';
import { random } from '../../src/random.ts';
import { type Curvature, curvature } from './curvature.ts';
import { decoderRows, type Split } from './decoder-rows.ts';
import { plantedImportance } from './planted-importance.ts';
import { add, direction, dot, orthonormal } from './vectors.ts';

export interface WorldOptions {
  readonly seed: number;
  readonly features: number;
  readonly prompts: number;
  readonly gain: number;
  readonly unbalanced: boolean;
  readonly template: number;
  readonly split: Split | null;
  readonly aligned: number;
  readonly interaction: number;
  readonly selective: number;
  readonly signs: 'alike' | 'mixed' | 'by-answer';
  /** Null plants nothing: all rows are of length 1. */
  readonly importance: number | null;
}

export const PLAIN: Omit<WorldOptions, 'seed'> = {
  features: 48,
  prompts: 80,
  gain: 0,
  unbalanced: false,
  template: 0,
  split: null,
  aligned: 0,
  interaction: 0,
  selective: 0,
  signs: 'alike',
  importance: null,
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
  /** [P] what planted interactions are multiplied by. */
  readonly gates: Float64Array;
  readonly curvature: Curvature;
  /** Every split within strata; the nulls have the first. */
  readonly splits: readonly Halves[];
}

const ANSWERS = 8;
/** Features of the dictionary for each one that is selected. */
const DICTIONARY = 5;
/** Deviation of activations over prompts, relative to their mean 1. */
const ACTIVATION_SPREAD = 0.2;
/** Second-order effects of arbitrary pairs, in units of the mean effect of one feature. */
const BACKGROUND = 0.1;
/** The study's label counts 27, 18, 17, 15, 6, 6, 5, 6 of 100. */
const COUNTS = [27, 18, 17, 15, 6, 6, 5, 6];

export function syntheticWorld(options: WorldOptions): World {
  const { seed, features, prompts } = options;
  // Twice as many dimensions as features, so that no row is a sum of others.
  const width = Math.max(96, 2 * features);
  const quarter = Math.floor(features / 4);
  const groups = [0, 1, 2].map((g) => Array.from({ length: quarter }, (_, i) => g * quarter + i));
  const rng = random(seed, 'synthetic');
  const answers = Array.from({ length: ANSWERS }, () => direction(width, rng));
  const push = direction(width, rng);
  const labels = Array.from({ length: prompts }, (_, p) => (options.unbalanced ? labelAt(p / prompts) : p % ANSWERS));
  const span = orthonormal(answers.slice(1).map((answer) => answer.map((x, d) => x - answers[0][d])));
  const shape = { features, dictionary: DICTIONARY * features, groups, span };
  const targets = options.selective > 0 ? apart(answers, groups.length) : undefined;
  const plain = decoderRows({ ...shape, split: options.split, aligned: options.aligned, targets }, rng);
  const constant = Math.round(options.template * features);
  const activations = Float32Array.from({ length: prompts * features }, (_, i) =>
    i % features < constant ? 1 : Math.max(0.05, 1 + ACTIVATION_SPREAD * rng.normal()),
  );
  const pushes = labels.map((right) => {
    const wrong = (right + 1 + rng.integer(ANSWERS - 1)) % ANSWERS;
    return push.map((x, d) => x + answers[right][d] - answers[wrong][d]);
  });
  const { importance, selective, signs } = options;
  for (const [answer, members] of selective > 0 ? groups.entries() : [])
    for (const [p, label] of labels.entries())
      for (const f of label === answer ? members : []) activations[p * features + f] += selective * ACTIVATION_SPREAD;
  const rows = importance === null ? plain : plantedImportance(plain, { importance, activations, features, grouped: 3 * quarter, pushes }, random(seed, 'importance')); // biome-ignore format: one line
  const selected = rows.slice(0, features);
  const single = meanEffect(selected, pushes);
  const sizes = { interaction: options.interaction * single, background: BACKGROUND * single };
  const bend = curvature({ rows: selected, groups, mixed: signs === 'mixed', ...sizes }, rng);
  const gates = Float64Array.from(labels, (label) => (signs === 'by-answer' && label % 2 === 1 ? -1 : 1));
  const gains = Float64Array.from(labels, () => Math.exp(options.gain * rng.normal()));
  const gradients = pushes.map((u, p) => {
    const away = new Float64Array(width);
    selected.forEach((row, f) => {
      add(away, activations[p * features + f] - 1, row);
    });
    const bent = bend.times(away, gates[p]);
    return Float32Array.from(u, (x, d) => gains[p] * (x + bent[d]));
  });
  const strata = labels.map((label) => `answer ${label}`);
  const splits = splitsOf(strata, [], { seed, least: 6, repeats: REPEATS });
  return {
    ...{ strata, gradients, gains, gates, curvature: bend, splits },
    own: flat(selected),
    dictionary: {
      decoder: { features: rows.length, width, rows: flat(rows), norms: Float64Array.from(rows, lengthOf) },
      logSparsity: null,
      selected: Int32Array.from({ length: features }, (_, f) => f),
      prevalence: new Map(),
      prompts,
    },
    nullInput: nullInputOf(seed, splits[0], gradients, activations),
  };
}

function nullInputOf(
  seed: number,
  split: Halves,
  gradients: readonly Float32Array[],
  activations: Float32Array,
): NullInput {
  const [prompts, width] = [gradients.length, gradients[0].length];
  const features = activations.length / prompts;
  const cells = activations.length;
  const codes = {
    prompts,
    features,
    offsets: Int32Array.from({ length: cells + 1 }, (_, i) => i),
    rows: Int32Array.from({ length: cells }, (_, i) => Math.floor(i / features)),
    activations,
  };
  return {
    seed,
    rule: 'sum',
    codes,
    gradient: { rows: prompts, width, values: flat(gradients) },
    removed: { codes, parts: [Int32Array.from(gradients.keys()), split.train, split.test] },
    splits: [split],
    // Constant features come first, so that they are together here.
    groups: traitGroups(Float64Array.from({ length: features }, (_, f) => f)),
    gains: new Float64Array(prompts).fill(1),
    statistics: {
      correlation: { method: 'pearson', gains: null, covariates: [] },
      network: { threshold: 0.7, strict: true, sign: 'absolute' },
      cluster: { algorithm: 'greedy-modularity', weighted: false, resolution: 1, seed: 1, min_size: 5 },
      sizes: 2,
    },
  };
}

/** What tells some answers from the mean of all. */
function apart(answers: readonly Float64Array[], count: number): Float64Array[] {
  const mean = new Float64Array(answers[0].length);
  for (const answer of answers) add(mean, 1 / answers.length, answer);
  return answers.slice(0, count).map((answer) => answer.map((x, d) => x - mean[d]));
}

/** Mean over features of |mean over prompts of d·u|: what removing one does where its activation is 1 and nothing bends. */
function meanEffect(rows: readonly Float64Array[], pushes: readonly Float64Array[]): number {
  const mean = new Float64Array(rows[0].length);
  for (const u of pushes) add(mean, 1 / pushes.length, u);
  return rows.reduce((sum, row) => sum + Math.abs(dot(row, mean)) / rows.length, 0);
}

/** Exactly 1 for a row of length 1: rounding is no length of its own. */
function lengthOf(row: Float64Array): number {
  const length = Math.sqrt(dot(row, row));
  return Math.abs(length - 1) < 1e-9 ? 1 : length;
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
