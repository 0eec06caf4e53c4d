import { beforeEach, describe, expect, it } from 'vitest';
import { readPromptMatrix } from '../../../../../pipeline/cooccurrence/kernels/matrix/read-prompt-matrix.ts';
import { fillPrompts } from '../../../network-bench.ts';
import { type Bench, openBench } from '../../../stage-context.ts';

describe('readPromptMatrix', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await openBench();
    return () => bench.tables.close();
  });

  const fill = (cells: readonly (readonly [number, number, number])[]) =>
    bench.tables.replace('prompt_feature_value', {
      prompt_id: cells.map(([prompt]) => prompt),
      feature_id: cells.map(([, feature]) => feature),
      value: cells.map(([, , value]) => value),
    });

  /** Features 7, 9 and 20 are selected, 8 is not. */
  const select = () =>
    bench.tables.replace('feature', {
      feature_id: [20, 7, 8, 9],
      prevalence: [1, 1, 0.1, 1],
      selected: [true, true, false, true],
      reason: [null, null, 'rare', null],
    });

  it('has every prompt and selected feature, in order, 0 where there is no cell, as the view has them', async () => {
    await fillPrompts(bench, ['x', 'y', 'x']);
    await select();
    await fill([
      [2, 20, -5],
      [0, 9, 1.5],
      [2, 7, 3],
    ]);
    const matrix = await readPromptMatrix(bench.tables);
    expect(matrix).toMatchObject({ rows: 3, cols: 3 });
    expect([...matrix.promptIds]).toEqual([0, 1, 2]);
    expect([...matrix.featureIds]).toEqual([7, 9, 20]);
    expect([...matrix.values]).toEqual([0, 1.5, 0, 0, 0, 0, 3, 0, -5]);
    const view = await bench.tables.sql<{ value: number }>(
      'SELECT value FROM prompt_feature ORDER BY prompt_id, feature_id',
    );
    expect(view.map(({ value }) => value)).toEqual([...matrix.values]);
  });

  it('is empty for empty tables', async () => {
    expect(await readPromptMatrix(bench.tables)).toMatchObject({ rows: 0, cols: 0 });
  });

  it.each([
    [1, 7],
    [0, 8],
    [0, 21],
  ])('refuses a cell without a place: prompt %d, feature %d', async (prompt, feature) => {
    await fillPrompts(bench, ['x']);
    await select();
    await fill([[prompt, feature, 1]]);
    await expect(readPromptMatrix(bench.tables)).rejects.toThrow(`prompt ${prompt}, feature ${feature}`);
  });
});
