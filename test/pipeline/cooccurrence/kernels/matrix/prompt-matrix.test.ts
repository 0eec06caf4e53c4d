import { beforeEach, describe, expect, it } from 'vitest';
import type { PromptCells, PromptMatrix } from '../../../../../pipeline/cooccurrence/kernels/matrix/prompt-matrix.ts';
import {
  matrixInputs,
  promptMatrix,
  promptWords,
  readCells,
  readMatrix,
} from '../../../../../pipeline/cooccurrence/kernels/matrix/prompt-matrix.ts';
import { filled } from '../../../../../src/methods/stats/sparse-matrix.ts';
import { stage } from '../../../../../src/run/stage.ts';
import { fillCorrelation, fillPrompts, fillValues } from '../../../network-bench.ts';
import { type Bench, openBench } from '../../../stage-context.ts';

const ids = (...list: number[]) => Int32Array.from(list);
const cells = (...list: (readonly [prompt: number, feature: number, value: number])[]) => ({
  prompt_id: Int32Array.from(list, ([prompt]) => prompt),
  feature_id: Int32Array.from(list, ([, feature]) => feature),
  value: Float64Array.from(list, ([, , value]) => value),
});

describe('promptMatrix', () => {
  it('puts every cell at its prompt and feature, whatever the order of cells, and zeros elsewhere', () => {
    const matrix = promptMatrix(ids(0, 4, 5), ids(2, 7, 9), cells([4, 9, 6], [0, 7, 2], [4, 2, -4], [0, 2, 1]));
    expect(matrix).toMatchObject({ rows: 3, cols: 3 });
    expect([...matrix.promptIds]).toEqual([0, 4, 5]);
    expect([...matrix.featureIds]).toEqual([2, 7, 9]);
    expect([...matrix.values]).toEqual([1, 2, 0, -4, 0, 6, 0, 0, 0]);
  });

  it('keeps prompts and features that have no value but zero', () => {
    expect([...promptMatrix(ids(0, 1), ids(3, 8), cells([1, 3, 5])).values]).toEqual([0, 0, 5, 0]);
    expect([...promptMatrix(ids(0, 1), ids(3), cells()).values]).toEqual([0, 0]);
  });

  it('is empty without prompts or without features', () => {
    expect(promptMatrix(ids(), ids(), cells())).toMatchObject({ rows: 0, cols: 0 });
    expect(promptMatrix(ids(0, 1), ids(), cells())).toMatchObject({ rows: 2, cols: 0 });
  });

  it.each([
    ['a feature that is none of the matrix', ids(0, 1), ids(2, 7), cells([1, 8, 1]), /feature 8 is not one of/],
    ['a feature between two of the matrix', ids(0, 1), ids(2, 7), cells([1, 5, 1]), /feature 5 is not one of .* 2$/],
    ['a prompt that is none of the matrix', ids(0, 1), ids(2, 7), cells([2, 7, 1]), /prompt 2 is not one of/],
    ['unsorted features', ids(0, 1), ids(7, 2), cells(), /feature 2 is out of order/],
    ['unsorted prompts', ids(1, 0), ids(2, 7), cells(), /prompt 0 is out of order/],
    ['a feature twice', ids(0, 1), ids(2, 2), cells(), /feature 2 is out of order/],
  ])('refuses %s', (_, prompts, features, long, message) => {
    expect(() => promptMatrix(prompts, features, long)).toThrow(message);
  });
});

const FEATURES = [7, 9, 20];

describe('the matrix as stages are handed it', () => {
  let bench: Bench;
  let matrix: PromptMatrix;
  let cells: PromptCells;
  let words: readonly { prompt_id: number; stratum: string; answer: string; template: string; n_tokens: number }[];
  const reader = stage({
    name: 'reader',
    module: import.meta.url,
    settings: () => ({}),
    reads: { ...matrixInputs, ...promptWords },
    writes: [],
    run(_, inputs) {
      matrix = readMatrix(inputs);
      cells = readCells(inputs);
      words = inputs.words;
      return {};
    },
  });
  beforeEach(async () => {
    bench = await openBench();
    await fillPrompts(bench, ['x', 'y', 'z']);
    await fillCorrelation(bench, FEATURES, []);
    return () => bench.tables.close();
  });

  it('has a row for each prompt and a column for each selected feature, whatever order they are stored in', async () => {
    const stored = [2, 0, 1].flatMap((prompt) => [20, 7, 9].map((id) => [prompt, id, 100 * prompt + id] as const));
    await bench.tables.replace('prompt_feature_value', {
      prompt_id: stored.map(([prompt]) => prompt),
      feature_id: stored.map(([, feature]) => feature),
      value: stored.map(([, , value]) => value),
    });
    await bench.run(reader);
    expect(matrix).toMatchObject({ rows: 3, cols: 3 });
    expect([...matrix.promptIds]).toEqual([0, 1, 2]);
    expect([...matrix.featureIds]).toEqual(FEATURES);
    expect([...matrix.values]).toEqual([7, 9, 20, 107, 109, 120, 207, 209, 220]);
  });

  it('is held with its zeros or without', async () => {
    await fillValues(bench, FEATURES, [[0, 1, 2], [0, 0, 0], [3, 0, 4]]); // biome-ignore format: one line
    await bench.run(reader);
    expect([...matrix.values]).toEqual([0, 1, 2, 0, 0, 0, 3, 0, 4]);
    expect([...cells.values]).toEqual([3, 1, 2, 4]);
    expect(filled(cells).values).toEqual(matrix.values);
  });

  it('is all zeros, with its rows and columns, where no value is stored', async () => {
    await bench.run(reader);
    expect(matrix).toMatchObject({ rows: 3, cols: 3 });
    expect([...matrix.values]).toEqual(new Array(9).fill(0));
  });

  it('refuses a value of a feature that is not selected', async () => {
    await bench.tables.replace('prompt_feature_value', { prompt_id: [0], feature_id: [8], value: [1] });
    await expect(bench.run(reader)).rejects.toThrow('prompt_feature: feature 8 is not one of');
  });

  it('has the words of each of its prompts, in the order of its rows', async () => {
    await bench.run(reader);
    expect(words.map(({ prompt_id, stratum }) => [prompt_id, stratum])).toEqual([
      [0, 'x'],
      [1, 'y'],
      [2, 'z'],
    ]);
    expect(words[0]).toEqual({ prompt_id: 0, answer: 'a', foil: 'b', stratum: 'x', template: 't', n_tokens: 3 });
  });
});
