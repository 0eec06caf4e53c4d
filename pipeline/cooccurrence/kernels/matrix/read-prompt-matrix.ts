/** The prompts × features matrix of a study, from the cells that are not 0: every prompt, every selected feature, both ascending. */

import type { Matrix } from '../../../../src/methods/stats/matrix.ts';
import { filled, type SparseMatrix, sparseMatrix } from '../../../../src/methods/stats/sparse-matrix.ts';
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

/** The same of which only the cells that are not 0 are held. */
export interface PromptCells extends SparseMatrix {
  readonly promptIds: Int32Array;
  readonly featureIds: Int32Array;
}

export async function readPromptCells(tables: Tables): Promise<PromptCells> {
  const { prompt_id: promptIds } = await tables.columns<{ prompt_id: Int32Array }>('matrix_prompt');
  const { feature_id: featureIds } = await tables.columns<{ feature_id: Int32Array }>('network_feature');
  const { prompt_id, feature_id, value } = await tables.columns<Cells>('prompt_feature_value');
  const [rowOf, columnOf] = [placesOf(promptIds), placesOf(featureIds)];
  const row = prompt_id.map((id) => rowOf[id] ?? -1);
  const col = feature_id.map((id) => columnOf[id] ?? -1);
  const wrong = value.findIndex((_, cell) => row[cell] < 0 || col[cell] < 0);
  if (wrong >= 0) {
    throw new Error(
      `prompt_feature_value: prompt ${prompt_id[wrong]}, feature ${feature_id[wrong]}, expected a prompt of the table prompt and a selected feature`,
    );
  }
  const cells = sparseMatrix(promptIds.length, featureIds.length, { row, col, value });
  return { ...cells, promptIds, featureIds };
}

export async function readPromptMatrix(tables: Tables): Promise<PromptMatrix> {
  const { promptIds, featureIds, ...cells } = await readPromptCells(tables);
  return { ...filled(cells), promptIds, featureIds };
}

/** Where each id stands among ascending ids; -1 for the others up to the last. */
function placesOf(ids: Int32Array): Int32Array {
  const places = new Int32Array(ids.length === 0 ? 0 : ids[ids.length - 1] + 1).fill(-1);
  ids.forEach((id, place) => {
    places[id] = place;
  });
  return places;
}
