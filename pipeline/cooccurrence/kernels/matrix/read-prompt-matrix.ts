/**
 * The prompts × features matrix from its table, some prompts at a time: in one piece a full dictionary of 24,576 features on
 * 1,000 prompts would be sorted and copied in the database first, in three times its size.
 */

import type { Tables } from '../../../../src/run/tables/tables.ts';
import { type LongMatrix, type PromptMatrix, promptMatrix } from './prompt-matrix.ts';

/** Cells read at a time. */
const CELLS = 2 ** 20;

interface Shape {
  readonly cells: number;
  readonly features: number;
  readonly first: number;
  readonly last: number;
}

export async function readPromptMatrix(tables: Tables, cells = CELLS): Promise<PromptMatrix> {
  const [shape] = await tables.query<Shape>('prompt_feature_shape');
  const values = new Float64Array(shape.cells);
  const promptIds: number[] = [];
  let featureIds: Int32Array = new Int32Array(0);
  let filled = 0;
  const step = Math.max(1, Math.floor(cells / Math.max(1, shape.features)));
  for (let first = shape.first; first <= shape.last; first += step) {
    const last = Math.min(shape.last, first + step - 1);
    const piece = promptMatrix(await tables.columns<LongMatrix>('prompt_feature_slice', { first, last }));
    if (piece.rows === 0) continue;
    if (filled === 0) featureIds = piece.featureIds;
    else if (featureIds.join() !== piece.featureIds.join()) {
      throw new Error(
        `prompt_feature: the features of prompt ${piece.promptIds[0]} are not those of prompt ${promptIds[0]}, expected a complete matrix`,
      );
    }
    values.set(piece.values, filled);
    filled += piece.values.length;
    promptIds.push(...piece.promptIds);
  }
  return { rows: promptIds.length, cols: featureIds.length, values, promptIds: Int32Array.from(promptIds), featureIds };
}
