/** The contrast direction of every prompt of a study, from its answer, its foil and the model's unembedding. */

import { readRows } from '../model/files/tensor-values.ts';
import { type ModelFiles, unembeddingOf } from '../model/model-files.ts';
import { type AnswerWord, contrastDirections } from './foils.ts';

/** @param against each prompt's foil, or null for the mean of the other answers @returns u, [P, D] row-major */
export async function promptContrasts(
  model: ModelFiles,
  answers: readonly AnswerWord[],
  against: readonly (AnswerWord | null)[],
): Promise<Float32Array> {
  const foils = against.flatMap((foil) => (foil === null ? [] : [foil]));
  const rows = await unembeddingRows(
    model,
    [...answers, ...foils].map(({ token }) => token),
  );
  return contrastDirections(answers, against, rows, model.config.dModel);
}

/**
 * Rows of the unembedding, read from the weights file one by one: contrasts need a handful of the vocabulary's.
 * @returns token → its unembedding row, [D]
 */
export async function unembeddingRows(
  model: ModelFiles,
  tokens: readonly number[],
): Promise<ReadonlyMap<number, Float32Array>> {
  const entry = unembeddingOf(model);
  const rows = new Map<number, Float32Array>();
  for (const token of new Set(tokens)) rows.set(token, await readRows(entry, token, token + 1));
  return rows;
}

/** A prompt of a task as stage `evaluate` stores it. */
export interface ContrastPrompt {
  readonly prompt_id: number;
  readonly answer: string;
  readonly answer_token: number;
  /** Null, as is its token, where the answer stands against the mean of the task's other answers. */
  readonly foil: string | null;
  readonly foil_token: number | null;
}

/** By prompt_id. @param task every prompt: its other answers are part of a prompt's contrast @returns prompt_id ↦ u, [D] */
export async function taskContrasts(
  model: ModelFiles,
  task: readonly ContrastPrompt[],
): Promise<(promptId: number) => Float32Array> {
  const all = await promptContrasts(
    model,
    task.map(({ answer: word, answer_token: token }) => ({ word, token })),
    task.map(({ foil: word, foil_token: token }) => (word === null || token === null ? null : { word, token })),
  );
  const width = model.config.dModel;
  const places = new Map(task.map(({ prompt_id: id }, place) => [id, place]));
  return (promptId) => {
    const place = places.get(promptId);
    if (place === undefined) throw new Error(`contrasts: prompt ${promptId} is not of the task`);
    return all.subarray(place * width, (place + 1) * width);
  };
}
