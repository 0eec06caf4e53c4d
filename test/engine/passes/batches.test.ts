import { describe, expect, it } from 'vitest';
import {
  answerPositions,
  batchesByLength,
  inPromptOrder,
  lengthClasses,
  mixedBatches,
} from '../../../src/engine/passes/batches.ts';

describe('batchesByLength', () => {
  const lengths = [5, 3, 5, 5, 3, 9];
  it('puts prompts of equal length together, so that nothing is padded, each exactly once', () => {
    const batches = batchesByLength(lengths, 10);
    expect(batches).toEqual([
      { rows: [1, 4], length: 3 },
      { rows: [0, 2], length: 5 },
      { rows: [3], length: 5 },
      { rows: [5], length: 9 },
    ]);
    for (const { rows, length } of batches) for (const row of rows) expect(lengths[row]).toBe(length);
    expect(batches.flatMap(({ rows }) => rows).sort()).toEqual([0, 1, 2, 3, 4, 5]);
  });
  it('keeps a prompt longer than the limit, alone', () => {
    expect(batchesByLength([4, 4], 3)).toEqual([
      { rows: [0], length: 4 },
      { rows: [1], length: 4 },
    ]);
  });
  it('is empty for no prompts', () => expect(batchesByLength([], 10)).toEqual([]));
});

describe('inPromptOrder', () => {
  it('undoes the order of batches, with one value a row or several', () => {
    const lengths = [5, 3, 5, 3];
    const batches = batchesByLength(lengths, 10);
    const perRow = batches.map(({ rows }) => Float32Array.from(rows));
    expect(Array.from(inPromptOrder(batches, perRow))).toEqual([0, 1, 2, 3]);
    const twice = batches.map(({ rows }) => Float32Array.from(rows.flatMap((row) => [row, row + 0.5])));
    expect(Array.from(inPromptOrder(batches, twice))).toEqual([0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5]);
  });
});

it('positions of answered prompts fall with the width and the vocabulary, and stay between 1 and 1024', () => {
  const small = { dModel: 768, vocabSize: 50_257 };
  expect(answerPositions(2 ** 40, small)).toBe(1024);
  expect(answerPositions(100, small)).toBe(1);
  const at = answerPositions(2 ** 26, small);
  expect(at).toBe(Math.floor(2 ** 26 / (4 * (40 * 768 + 50_257))));
  expect(answerPositions(2 ** 26, { ...small, dModel: 1600 })).toBeLessThan(at);
});

describe('mixedBatches', () => {
  it('sorts prompts by length and puts as many together as fit side by side', () => {
    expect(mixedBatches([3, 2, 4, 2, 4], 9)).toEqual([
      { rows: [1, 3, 0], lengths: [2, 2, 3] },
      { rows: [2, 4], lengths: [4, 4] },
    ]);
    expect(mixedBatches([2, 2, 5], 14)).toEqual([
      { rows: [0, 1], lengths: [2, 2] },
      { rows: [2], lengths: [5] },
    ]);
  });
  it('has a prompt of any length in some batch, and none for no prompts', () => {
    expect(mixedBatches([7, 1], 3)).toEqual([
      { rows: [1], lengths: [1] },
      { rows: [0], lengths: [7] },
    ]);
    expect(mixedBatches([], 3)).toEqual([]);
  });
});

describe('lengthClasses', () => {
  it('puts lengths within a quarter of the shortest together, in order', () => {
    expect(lengthClasses([10, 8, 11, 9, 30, 8])).toEqual([[0, 1, 3, 5], [2], [4]]);
    expect(lengthClasses([3, 3])).toEqual([[0, 1]]);
    expect(lengthClasses([])).toEqual([]);
  });
});
