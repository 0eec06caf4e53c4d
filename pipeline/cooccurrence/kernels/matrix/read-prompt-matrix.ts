/** The prompts × features matrix of a study, from the cells that are not 0: every prompt, every selected feature, both ascending. */

import type { Matrix } from '../../../../src/methods/stats/matrix.ts';
import type { Tables } from '../../../../src/run/tables/tables.ts';

/** `values` is [P, F] row-major f64; `promptIds` has length P and `featureIds` length F, both ascending. */
export interface PromptMatrix extends Matrix {
  readonly values: Float64Array;
  readonly promptIds: Int32Array;
  readonly featureIds: Int32Array;
}

interface Cells {
  readonly prompt_id: Int32Array;
  readonly feature_id: Int32Array;
  readonly value: Float64Array;
}

export async function readPromptMatrix(tables: Tables): Promise<PromptMatrix> {
  const { prompt_id: promptIds } = await tables.columns<{ prompt_id: Int32Array }>('matrix_prompt');
  const { feature_id: featureIds } = await tables.columns<{ feature_id: Int32Array }>('network_feature');
  const cells = await tables.columns<Cells>('prompt_feature_value');
  const [rows, cols] = [promptIds.length, featureIds.length];
  const [rowOf, columnOf] = [placesOf(promptIds), placesOf(featureIds)];
  const values = new Float64Array(rows * cols);
  for (let cell = 0; cell < cells.value.length; cell++) {
    const row = rowOf[cells.prompt_id[cell]] ?? -1;
    const column = columnOf[cells.feature_id[cell]] ?? -1;
    if (row < 0 || column < 0) {
      throw new Error(
        `prompt_feature_value: prompt ${cells.prompt_id[cell]}, feature ${cells.feature_id[cell]}, expected a prompt of the table prompt and a selected feature`,
      );
    }
    values[row * cols + column] = cells.value[cell];
  }
  return { rows, cols, values, promptIds, featureIds };
}

/** Where each id stands among ascending ids; -1 for the others up to the last. */
function placesOf(ids: Int32Array): Int32Array {
  const places = new Int32Array(ids.length === 0 ? 0 : ids[ids.length - 1] + 1).fill(-1);
  ids.forEach((id, place) => {
    places[id] = place;
  });
  return places;
}
