/** The prompts × features matrix from the cells of it that are not zero. */

import type { PromptWords } from '../../../../src/methods/stats/correlation/covariates.ts';
import type { Matrix } from '../../../../src/methods/stats/matrix.ts';
import { filled, type SparseMatrix, sparseMatrix } from '../../../../src/methods/stats/sparse-matrix.ts';
import { columns, rows, type Values } from '../../../../src/run/stage-input.ts';

/** Parallel columns, one entry for each value that is not zero. */
export interface MatrixCells {
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

/** The same of which only the cells that are not zero are held. */
export interface PromptCells extends SparseMatrix {
  readonly promptIds: Int32Array;
  readonly featureIds: Int32Array;
}

/** @param promptIds all prompts of the task @param featureIds all selected features, ascending @param cells each place at most once */
export function promptCells(promptIds: Int32Array, featureIds: Int32Array, cells: MatrixCells): PromptCells {
  const row = cells.prompt_id.map(placesOf('prompt', promptIds));
  const col = cells.feature_id.map(placesOf('feature', featureIds));
  const sparse = sparseMatrix(promptIds.length, featureIds.length, { row, col, value: cells.value });
  return { ...sparse, promptIds, featureIds };
}

export function promptMatrix(promptIds: Int32Array, featureIds: Int32Array, cells: MatrixCells): PromptMatrix {
  return { ...filled(promptCells(promptIds, featureIds, cells)), promptIds, featureIds };
}

/** The place of an id. @throws Error for one that is not there */
function placesOf(what: string, ids: Int32Array): (id: number) => number {
  const places = new Int32Array(1 + ids.reduce((most, id) => Math.max(most, id), 0)).fill(-1);
  ids.forEach((id, place) => {
    if (place > 0 && id <= ids[place - 1])
      throw new Error(`prompt_feature: ${what} ${id} is out of order, expected ascending ids`);
    places[id] = place;
  });
  return (id) => {
    const place = places[id] ?? -1;
    if (place < 0) throw new Error(`prompt_feature: ${what} ${id} is not one of the matrix's ${ids.length}`);
    return place;
  };
}

/** The declarations by which stages are handed the prompts × features matrix and the words of its prompts. */
export interface WordRow extends PromptWords {
  readonly prompt_id: number;
  readonly stratum: string;
  readonly template: string;
  readonly n_tokens: number;
}

/** The matrix, without its zeros. */
export const matrixInputs = {
  prompts: columns<{ prompt_id: Int32Array }>('prompt_id'),
  features: columns<{ feature_id: Int32Array; prevalence: Float64Array }>('selected_feature'),
  cells: columns<MatrixCells>('matrix_cell'),
};

/** What belongs to each row of it. */
export const promptWords = { words: rows<WordRow>('prompt_words') };

export function readMatrix({ prompts, features, cells }: Values<typeof matrixInputs>): PromptMatrix {
  return promptMatrix(prompts.prompt_id, features.feature_id, cells);
}

/** The same without its zeros. */
export function readCells({ prompts, features, cells }: Values<typeof matrixInputs>): PromptCells {
  return promptCells(prompts.prompt_id, features.feature_id, cells);
}
