/**
 * The prompts × features matrix from its long form. The long form must be complete and sorted by prompt, then feature:
 * a hole would shift every later value by a column, so it is an error.
 */
import type { Matrix } from '../../../../src/methods/stats/matrix.ts';

/** Parallel columns, one entry per prompt and feature. */
export interface LongMatrix {
  readonly prompt_id: Int32Array;
  readonly feature_id: Int32Array;
  readonly value: Float64Array;
}

/** `values` is [P, F] row-major f64; `promptIds` has length P and `featureIds` length F, both ascending. */
export interface PromptMatrix extends Matrix {
  readonly values: Float64Array;
  readonly promptIds: Int32Array;
  readonly featureIds: Int32Array;
}

export function promptMatrix(long: LongMatrix): PromptMatrix {
  const { prompt_id, feature_id, value } = long;
  let cols = 0;
  while (cols < prompt_id.length && prompt_id[cols] === prompt_id[0]) cols++;
  const rows = cols === 0 ? 0 : Math.ceil(value.length / cols);
  const featureIds = feature_id.slice(0, cols);
  const promptIds = Int32Array.from({ length: rows }, (_, row) => prompt_id[row * cols]);
  for (let entry = 0; entry < rows * cols; entry++) {
    const row = Math.floor(entry / cols);
    const col = entry % cols;
    const [prompt, feature] = [prompt_id[entry], feature_id[entry]];
    const inOrder =
      (row === 0 || promptIds[row] > promptIds[row - 1]) && (col === 0 || featureIds[col] > featureIds[col - 1]);
    if (prompt !== promptIds[row] || feature !== featureIds[col] || !inOrder) {
      throw new Error(
        `prompt_feature: entry ${entry} is prompt ${prompt}, feature ${feature}, expected prompt ${promptIds[row]}, feature ${featureIds[col]} of a complete matrix sorted by prompt, then feature`,
      );
    }
  }
  return { rows, cols, values: value, promptIds, featureIds };
}
