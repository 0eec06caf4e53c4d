/** The contrast direction of every prompt of a task as stage `evaluate` stored it: by prompt_id. */
import type { ModelFiles } from '../model/model-files.ts';
import { promptContrasts } from './prompt-contrasts.ts';

export interface ContrastPrompt {
  readonly prompt_id: number;
  readonly answer: string;
  readonly answer_token: number;
  /** Null, as is its token, where the answer stands against the mean of the task's other answers. */
  readonly foil: string | null;
  readonly foil_token: number | null;
}

/** @param task every prompt: its other answers are part of a prompt's contrast @returns prompt_id ↦ u, [D] */
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
