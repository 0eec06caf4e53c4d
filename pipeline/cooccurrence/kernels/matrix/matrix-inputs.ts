/** The declarations by which stages are handed the prompts × features matrix and the words of its prompts. */
import type { PromptWords } from '../../../../src/methods/stats/correlation/covariates.ts';
import { columns, rows, type Values } from '../../../../src/run/stage-input.ts';
import { type MatrixCells, type PromptCells, type PromptMatrix, promptCells, promptMatrix } from './prompt-matrix.ts';

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
