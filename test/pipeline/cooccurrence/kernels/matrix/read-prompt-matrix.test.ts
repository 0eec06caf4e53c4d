import { beforeEach, describe, expect, it } from 'vitest';
import { readPromptMatrix } from '../../../../../pipeline/cooccurrence/kernels/matrix/read-prompt-matrix.ts';
import { Tables } from '../../../../../src/run/tables/tables.ts';

describe('readPromptMatrix', () => {
  let tables: Tables;
  beforeEach(async () => {
    tables = await Tables.open(':memory:');
    return () => tables.close();
  });

  const fill = (cells: readonly (readonly [number, number, number])[]) =>
    tables.replace('prompt_feature', {
      prompt_id: cells.map(([prompt]) => prompt),
      feature_id: cells.map(([, feature]) => feature),
      value: cells.map(([, , value]) => value),
    });

  /** Prompts 0, 1, 3, 4 and features 7, 9, 20, stored in any order. */
  const cells = [4, 0, 3, 1].flatMap((prompt) => [20, 7, 9].map((id) => [prompt, id, 100 * prompt + id] as const));

  it.each([1, 3, 4, 6, 1000])('is the same whatever is read at a time: %d cells', async (at) => {
    await fill(cells);
    const matrix = await readPromptMatrix(tables, at);
    expect(matrix).toMatchObject({ rows: 4, cols: 3 });
    expect([...matrix.promptIds]).toEqual([0, 1, 3, 4]);
    expect([...matrix.featureIds]).toEqual([7, 9, 20]);
    expect([...matrix.values]).toEqual([0, 1, 3, 4].flatMap((prompt) => [7, 9, 20].map((id) => 100 * prompt + id)));
  });

  it('is empty for an empty table', async () => {
    expect(await readPromptMatrix(tables)).toMatchObject({ rows: 0, cols: 0 });
  });

  it('refuses a hole within a piece and between pieces', async () => {
    await fill(cells.slice(1));
    await expect(readPromptMatrix(tables)).rejects.toThrow(/prompt_feature: entry/);
    await fill([
      [0, 1, 5],
      [0, 2, 5],
      [1, 1, 5],
      [1, 3, 5],
    ]);
    await expect(readPromptMatrix(tables, 2)).rejects.toThrow(/features of prompt 1 are not those of prompt 0/);
  });
});
