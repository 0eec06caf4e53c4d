import { describe, expect, it } from 'vitest';
import type { OutcomeRunner } from '../../../src/engine/passes/outcomes.ts';
import { UNLIMITED } from '../../../src/engine/passes/packed-batch.ts';
import { pushChange } from '../../../src/methods/intervention/change.ts';
import { type SweepInput, sweep, unchanged } from '../../../src/methods/intervention/run-changes.ts';
import { sideBySide } from './side-by-side.ts';

const WIDTH = 2;
const lengths = [3, 2, 3];
const prompts = lengths.map((length, p) => ({
  resid: new Float32Array(length * WIDTH).fill(p === 2 ? 1 : p + 1).fill(9, (length - 1) * WIDTH + 1, p === 2 ? length * WIDTH : 0), // biome-ignore format: one line
  codes: new Map<number, Float32Array>(),
}));
const COEFFICIENTS = [0, 10, 100];
const pushes = (positions: 'all' | 'final') =>
  COEFFICIENTS.map((coefficient) => {
    const directions = [Float32Array.of(1, 0)];
    const push = {
      mode: 'seed' as const,
      norm: 'layer' as const,
      featureIds: [5],
      directions,
      coefficient,
      scales: [],
    };
    return pushChange(prompts, push, positions, true);
  });

/** Outcome of a sequence: the sum of its residual, plus a thousand times its prompt. */
function fake(seen: { rows: number; sequences: number }[]): Pick<OutcomeRunner, 'runPacked'> {
  return {
    async runPacked(pack, ids) {
      seen.push({ rows: pack.source.length, sequences: ids.length });
      const sums = sideBySide(pack, WIDTH).map((own) => own.reduce((a, b) => a + b, 0));
      const values = Float32Array.from(sums, (sum, b) => sum + 1000 * ids[b]!);
      const none = new Float32Array(0);
      return {
        logitDiff: values,
        answerLogit: none,
        answerLogProb: none,
        answerProb: values,
        answerRank: Int32Array.from(values),
        top10Entropy: values,
        kl: values,
        logProbs: none,
      };
    },
  };
}

describe('sweep', () => {
  const input: SweepInput = { prompts, width: WIDTH, limits: UNLIMITED, atOnce: 2 };
  const expected = (pushed: (length: number) => number): number[] =>
    COEFFICIENTS.flatMap((coefficient) =>
      prompts.map(({ resid }, p) => resid.reduce((a, b) => a + b, 0) + coefficient * pushed(lengths[p]!) + 1000 * p),
    );

  it('fills interventions × prompts, whatever a run may hold and however many run at once', async () => {
    for (const rows of [1, 4, 7, 1e9]) {
      for (const atOnce of [1, 3]) {
        const found = await sweep(fake([]), pushes('all'), { ...input, limits: { rows, sequences: 4 }, atOnce });
        expect(Array.from(found.logitDiff)).toEqual(expected((length) => length));
        expect(Array.from(found.answerRank)).toEqual(expected((length) => length));
      }
    }
  });

  it('runs each intervention on its own prompts where they are given, one intervention after another', async () => {
    const on = [Int32Array.of(0, 2), Int32Array.of(), Int32Array.of(1)];
    const all = expected((length) => length);
    for (const rows of [1, 1e9]) {
      const limits = { rows, sequences: 4 };
      const found = await sweep(fake([]), pushes('all'), { ...input, limits }, on);
      expect(Array.from(found.logitDiff)).toEqual([all[0], all[2], all[7]]);
      expect(found.deltaRatio[2]).toBeGreaterThan(0);
    }
  });

  it('computes once what prompts share under an intervention, and what interventions share in a prompt', async () => {
    const all: { rows: number; sequences: number }[] = [];
    await sweep(fake(all), pushes('all'), input);
    // Prompt 1 is of another length. Prompts 0 and 2 begin alike: two shared positions and an end each, per intervention.
    expect(all).toEqual([
      { rows: 3 * 2, sequences: 3 },
      { rows: 3 * (2 + 1 + 1), sequences: 6 },
    ]);
    const final: { rows: number; sequences: number }[] = [];
    const found = await sweep(fake(final), pushes('final'), input);
    expect(final).toEqual([
      { rows: 1 + 3, sequences: 3 },
      { rows: 2 + 3 + 3, sequences: 6 },
    ]);
    expect(Array.from(found.logitDiff)).toEqual(expected(() => 1));
  });

  it('measures the change of every cell', async () => {
    const { deltaRatio, deltaCosine } = await sweep(fake([]), pushes('all'), input);
    expect(Array.from(deltaRatio.subarray(0, 3))).toEqual([0, 0, 0]);
    expect(deltaCosine[0]).toBeNaN();
    for (let cell = 3; cell < 9; cell++) expect(deltaRatio[cell]).toBeGreaterThan(0);
  });

  it('has nothing to do without prompts or interventions', async () => {
    expect((await sweep(fake([]), [], input)).logitDiff).toHaveLength(0);
    expect((await sweep(fake([]), pushes('all'), { ...input, prompts: [] })).logitDiff).toHaveLength(0);
  });
});

it('unchanged sets the prompts’ residuals one after another', () => {
  const { values, lengths: own } = unchanged(prompts, WIDTH);
  expect(own).toEqual(lengths);
  expect(Array.from(values)).toEqual(prompts.flatMap(({ resid }) => [...resid]));
});
