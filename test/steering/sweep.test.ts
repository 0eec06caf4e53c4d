import { describe, expect, it } from 'vitest';
import { batchesByLength } from '../../src/model/batches.ts';
import type { Push } from '../../src/steering/apply.ts';
import type { OutcomeRunner } from '../../src/steering/outcomes.ts';
import { type SweepInput, sweep } from '../../src/steering/sweep.ts';

const WIDTH = 2;
const lengths = [3, 2, 3];
const prompts = lengths.map((length, p) => ({
  resid: new Float32Array(length * WIDTH).fill(p + 1),
  codes: new Map<number, Float32Array>(),
}));
const push = (coefficient: number): Push => ({
  mode: 'seed',
  featureIds: [5],
  directions: [Float32Array.of(1, 0)],
  coefficient,
  scales: [],
});
const pushes = [push(0), push(10), push(100)];

/** Outcome of a row: the sum of its residual, plus a thousand times its prompt. */
function fake(rowsSeen: number[]): OutcomeRunner {
  return {
    async run(resid, ids) {
      rowsSeen.push(ids.length);
      const size = resid.length / ids.length;
      const values = Float32Array.from(
        ids,
        (id, row) => resid.subarray(row * size, (row + 1) * size).reduce((a, b) => a + b, 0) + 1000 * id,
      );
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
    release: async () => {},
  };
}

describe('sweep', () => {
  const input: SweepInput = {
    prompts,
    groups: batchesByLength(lengths, 1e9),
    positions: 'all',
    hasBos: true,
    width: WIDTH,
    maxPositions: 1e9,
  };
  const expected = pushes.flatMap(({ coefficient }) =>
    lengths.map((length, p) => length * (2 * (p + 1) + coefficient) + 1000 * p),
  );

  it('fills interventions × prompts, whatever the batches', async () => {
    for (const maxPositions of [1, 4, 7, 1e9]) {
      const found = await sweep(fake([]), pushes, { ...input, maxPositions });
      expect(Array.from(found.logitDiff)).toEqual(expected);
      expect(Array.from(found.answerRank)).toEqual(expected);
    }
  });
  it('mixes interventions and prompts of equal length within the limit of positions', async () => {
    const rows: number[] = [];
    await sweep(fake(rows), pushes, { ...input, maxPositions: 12 });
    expect(rows).toEqual([3, 4, 2]);
  });
});
