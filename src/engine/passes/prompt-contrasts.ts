/** The contrast direction of every prompt of a study, from its answer, its foil and the model's unembedding. */
import type { ModelFiles } from '../model/model-files.ts';
import { unembeddingRows } from '../model/unembedding-rows.ts';
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
