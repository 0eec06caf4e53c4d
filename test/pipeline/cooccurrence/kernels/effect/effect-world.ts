/** A small world for tests of effect: eight features in two clusters, two answers with four prompts each, half of them held out. */
import type { EffectInputs } from '../../../../../pipeline/cooccurrence/kernels/effect/effect-plan.ts';
import { noReference } from '../../../../../pipeline/cooccurrence/kernels/effect/references.ts';

export const STRATA = ['a', 'a', 'a', 'a', 'b', 'b', 'b', 'b', 'c'];
const P = STRATA.length;

/** Features 0 to 3 like a, the others b; the network has one wrong in each cluster. */
export const likesA = (feature: number): boolean => feature < 4;

const liking = table((feature, p) => (likesA(feature) === (STRATA[p] === 'a') ? 1 : 0));
/** One coordinate for each answer. */
const ofTwo = { values: Float64Array.from({ length: 2 * P }, (_, k) => Number(STRATA[k % P] === 'ab'[Math.floor(k / P)])), features: 2, prompts: P }; // biome-ignore format: one line

export const WORLD: EffectInputs = {
  prompts: STRATA.map((stratum, p) => ({ stratum, answer: stratum, heldOut: p % 2 === 0 })),
  features: [11, 12, 13, 14, 21, 22, 23, 24],
  network: Int32Array.from([0, 0, 0, 1, 1, 1, 1, 0]),
  values: liking,
  codes: table((feature, p) => ((feature + p) % 3 === 0 ? 1 : 0)),
  rows: { data: Float32Array.from({ length: 16 }, (_, k) => Math.cos(k * k)), width: 2 },
  units: Array.from({ length: 8 }, (_, feature) => [feature]),
  references: [
    { method: 'mean-differences', ids: [0, 1], values: ofTwo, unitOf: [0, 0], reason: null },
    {
      method: 'components',
      ids: [0, 1, 2, 3, 4, 5, 6, 7],
      values: liking,
      unitOf: [0, 1, 2, 3, 4, 5, 6, 7],
      reason: null,
    },
    noReference('neurons', 'no feed-forward'),
  ],
  skip: 0,
};

function table(at: (feature: number, prompt: number) => number) {
  const values = Float64Array.from({ length: 8 * P }, (_, k) => at(Math.floor(k / P), k % P));
  return { values, features: 8, prompts: P };
}
