import { describe, expect, it } from 'vitest';
import {
  activePrompts,
  everyRemoval,
  removalPrompts,
} from '../../../../../pipeline/cooccurrence/kernels/interaction/active-prompts.ts';
import { interactions } from '../../../../../src/methods/intervention/removal/indices.ts';
import {
  interactionPlan,
  pairAt,
  pairPool,
  removals,
  singleAt,
  tinyAt,
} from '../../../../../src/methods/intervention/removal/removal-plan.ts';

const WIDTH = 3;
/** Three features on four prompts of two positions; feature 30 is silent but at a BOS on prompt 1. */
const CODES: readonly (readonly [number, readonly number[]])[][] = [
  [[10, [0, 1]], [20, [0, 2]], [30, [0, 3]]],
  [[10, [0, 1]], [30, [5, 0]]],
  [[20, [1, 1]]],
  [],
]; // biome-ignore format: one line
const from = {
  prompts: CODES.map((codes, p) => ({
    resid: new Float32Array(2 * WIDTH).fill(p + 1),
    codes: new Map(codes.map(([id, code]) => [id, Float32Array.from(code)])),
  })),
  scales: CODES.map(() => Float64Array.of(1, 1)),
  featureIds: [10, 20, 30],
  directions: [0, 1, 2].map((i) => Float32Array.from({ length: WIDTH }, (_, d) => (d === i ? 1 : 0.25))),
  positions: 'non-bos' as const,
  hasBos: true,
};
const activeOn = [[0, 1], [0, 2], [0]];
const plan = interactionPlan(3, pairPool([1, 1, 2], 10, 1), 0);

it('a feature acts where its code is not zero at a position that may be changed', () => {
  expect(activePrompts(from)).toEqual(activeOn);
  expect(activePrompts({ ...from, positions: 'all' })).toEqual([[0, 1], [0, 2], [0, 1]]); // biome-ignore format: one line
});

describe('removals', () => {
  const on = removalPrompts(plan, activeOn, 4);
  const pair = (a: number, b: number) => pairAt(plan, 0, plan.pairs.findIndex((own) => own[0] === a && own[1] === b)); // biome-ignore format: one line

  it('are run where all their members act, and none at all everywhere', () => {
    expect(on).toHaveLength(plan.count);
    expect(Array.from(on[0])).toEqual([0, 1, 2, 3]);
    expect(Array.from(on[singleAt(plan, 0, 1)])).toEqual([0, 2]);
    expect(Array.from(on[pair(0, 1)])).toEqual([0]);
    const first = plan.pairs[plan.tiny[0]];
    expect(Array.from(on[tinyAt(plan, 0)])).toEqual(activeOn[first[0]]);
    expect(Array.from(on[tinyAt(plan, 0) + 2])).toEqual([0]);
  });

  it('have the outcomes that running all of them would give', () => {
    const residual = (removal: number, prompt: number): number => {
      const into = new Float32Array(2 * WIDTH);
      removals(plan, from, [])[removal](prompt, into);
      return into.reduce((sum, value, i) => sum + (i + 1) * Math.tanh(value), 0);
    };
    const whole = Float32Array.from({ length: plan.count * 4 }, (_, i) => residual(Math.floor(i / 4), i % 4));
    const run = Float32Array.from(on.flatMap((own, removal) => Array.from(own, (prompt) => residual(removal, prompt))));
    const found = everyRemoval(plan, activeOn, 4, run);
    expect(found).toEqual(whole);
    expect(interactions(plan, found, 4)).toEqual(interactions(plan, whole, 4));
  });

  it('refuse outcomes of another number', () => {
    expect(() => everyRemoval(plan, activeOn, 4, new Float32Array(1000))).toThrow('1000 outcomes, expected');
  });
});
