import { describe, expect, it } from 'vitest';
import { batchesByLength } from '../../src/model/batches.ts';
import { pushChange } from '../../src/steering/change.ts';
import type { OutcomeRunner } from '../../src/steering/outcomes.ts';
import { type SweepInput, sweep } from '../../src/steering/sweep.ts';

const WIDTH = 2;
const lengths = [3, 2, 3];
const prompts = lengths.map((length, p) => ({
  resid: new Float32Array(length * WIDTH).fill(p + 1),
  codes: new Map<number, Float32Array>(),
}));
const COEFFICIENTS = [0, 10, 100];
const changes = COEFFICIENTS.map((coefficient) => {
  const directions = [Float32Array.of(1, 0)];
  return pushChange(prompts, { mode: 'seed', featureIds: [5], directions, coefficient, scales: [] }, 'all', true);
});

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
    width: WIDTH,
    maxPositions: 1e9,
    atOnce: 2,
  };
  const expected = COEFFICIENTS.flatMap((coefficient) =>
    lengths.map((length, p) => length * (2 * (p + 1) + coefficient) + 1000 * p),
  );

  it('fills interventions × prompts, whatever the batches', async () => {
    for (const maxPositions of [1, 4, 7, 1e9]) {
      const found = await sweep(fake([]), changes, { ...input, maxPositions });
      expect(Array.from(found.logitDiff)).toEqual(expected);
      expect(Array.from(found.answerRank)).toEqual(expected);
    }
  });
  it('mixes interventions and prompts of equal length within the limit of positions', async () => {
    const rows: number[] = [];
    await sweep(fake(rows), changes, { ...input, maxPositions: 12 });
    expect(rows).toEqual([3, 4, 2]);
  });
});
