/**
 * A synthetic model in which two features matter only together: eight features with known codes, and a contrast read off the residual
 * through the features' dual vectors u. Every feature adds c·(u·x); two of them share a term besides:
 *
 *   either: S·(1 − relu(1 − u_a·x)·relu(1 − u_b·x)), codes of at least 1: losing one changes nothing, losing both costs S per position
 *   both:   S·min(u_a·x, u_b·x): each is worth nothing without the other
 *   none:   no such term: the contrast is linear
 */

import type { Outcomes } from '../../../../../src/engine/passes/outcomes.ts';
import type { Pack } from '../../../../../src/engine/passes/packed-batch.ts';
import { openControl } from '../../../../../src/methods/intervention/removal/controls.ts';
import { type Interactions, interactions } from '../../../../../src/methods/intervention/removal/indices.ts';
import type { Removable } from '../../../../../src/methods/intervention/removal/removal.ts';
import {
  type InteractionPlan,
  interactionPlan,
  pairPool,
  removals,
} from '../../../../../src/methods/intervention/removal/removal-plan.ts';
import { sweep } from '../../../../../src/methods/intervention/run-changes.ts';
import { random } from '../../../../../src/random.ts';
import { sideBySide } from '../../../../methods/intervention/side-by-side.ts';

export const FEATURES = 8;
export const PLANTED = [2, 5] as const;
export const STRENGTH = 2;
const [WIDTH, LENGTH, PROMPTS] = [48, 2, 10];
const WEIGHTS = Array.from({ length: FEATURES }, (_, i) => 0.1 * (i + 1));

export type Kind = 'either' | 'both' | 'none';

const rng = random(7, 'planted');
const normals = () => Float64Array.from({ length: WIDTH }, () => rng.normal());
const dot = (a: ArrayLike<number>, b: ArrayLike<number>, from = 0) => {
  let sum = 0;
  for (let d = 0; d < a.length; d++) sum += a[d] * b[from + d];
  return sum;
};

/** Orthonormal, and orthogonal to ones: each is its own dual. */
const DUALS: Float64Array[] = [];
for (let i = 0; i < FEATURES; i++) {
  const x = normals();
  const mean = x.reduce((sum, value) => sum + value, 0) / WIDTH;
  for (let d = 0; d < WIDTH; d++) x[d] -= mean;
  for (const u of DUALS) {
    const inner = dot(u, x);
    for (let d = 0; d < WIDTH; d++) x[d] -= inner * u[d];
  }
  const norm = Math.sqrt(dot(x, x));
  DUALS.push(x.map((value) => value / norm));
}

/** The contrast of a residual [T, D] from `at` on. */
function contrast(kind: Kind, x: ArrayLike<number>, at: number): number {
  let m = 0;
  for (let t = 0; t < LENGTH; t++) {
    const reads = DUALS.map((u) => dot(u, x, at + t * WIDTH));
    m += reads.reduce((sum, value, i) => sum + WEIGHTS[i] * value, 0);
    const [a, b] = PLANTED.map((i) => reads[i]);
    if (kind === 'either') m += STRENGTH * (1 - Math.max(0, 1 - a) * Math.max(0, 1 - b));
    if (kind === 'both') m += STRENGTH * Math.min(a, b);
  }
  return m;
}

/** By central differences; the contrast is piecewise polynomial. */
function gradientAt(kind: Kind, resid: Float32Array, position: number): Float32Array {
  const step = 1e-4;
  return Float32Array.from({ length: WIDTH }, (_, d) => {
    const moved = (by: number) => {
      const x = Float64Array.from(resid);
      x[position * WIDTH + d] += by;
      return contrast(kind, x, 0);
    };
    return (moved(step) - moved(-step)) / (2 * step);
  });
}

export interface PlantedRun extends Interactions {
  readonly plan: InteractionPlan;
}

export async function plantedRun(kind: Kind, controls: number): Promise<PlantedRun> {
  const codes = Array.from({ length: PROMPTS }, () =>
    Array.from({ length: FEATURES }, () => Float32Array.from({ length: LENGTH }, () => 1.05 + 0.4 * rng.uniform())),
  );
  const prompts = codes.map((own) => ({
    resid: Float32Array.from({ length: LENGTH * WIDTH }, (_, i) => {
      const [t, d] = [Math.floor(i / WIDTH), i % WIDTH];
      return own.reduce((sum, code, f) => sum + code[t] * DUALS[f][d], 0.01 * rng.normal());
    }),
    codes: new Map(own.map((code, f) => [f, code])),
  }));
  const from: Removable = {
    prompts,
    scales: prompts.map(() => new Float64Array(LENGTH).fill(1)),
    featureIds: DUALS.map((_, f) => f),
    directions: DUALS.map((u) => Float32Array.from(u)),
    positions: 'all',
    hasBos: false,
  };
  const plan = interactionPlan(FEATURES, pairPool(new Int32Array(FEATURES), 1000, 1), controls);
  const dictionaries = Array.from({ length: controls }, (_, k) =>
    openControl(from.directions, (p, t) => gradientAt(kind, prompts[p].resid, t), 3, k, 'layer'),
  );
  const none = new Float32Array(0);
  const runner = {
    runPacked: async (pack: Pack): Promise<Outcomes> => {
      const logitDiff = Float32Array.from(sideBySide(pack, WIDTH), (own) => contrast(kind, own, 0));
      const unread = { answerLogit: none, answerLogProb: none, answerProb: none, kl: none, logProbs: none };
      return { ...unread, logitDiff, answerRank: new Int32Array(0), top10Entropy: none };
    },
  };
  const input = { prompts, width: WIDTH, limits: { rows: 512, sequences: 512 }, atOnce: 1 };
  const { logitDiff } = await sweep(runner, removals(plan, from, dictionaries), input);
  return { plan, ...interactions(plan, logitDiff, PROMPTS) };
}

/** Mean over prompts of one pair's row. */
export function meanOf(values: Float64Array, row: number, prompts: number): number {
  return values.subarray(row * prompts, (row + 1) * prompts).reduce((sum, value) => sum + value, 0) / prompts;
}
