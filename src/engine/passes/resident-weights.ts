/**
 * Weights in memory, as float32, at the moment a stage holds most of them, and where all are held at once. A stage opens one session
 * after another (the blocks before the hook, then those after it), so it is the larger of the two sides, with the whole SAE; the
 * unembedding counts with the blocks after.
 */
import { weightBytesOf } from '../onnx/live.ts';
import { outcomeWeightBytes } from './outcomes.ts';
import { headGraph } from './pass.ts';
import type { Subject } from './subject.ts';

export function openWeightBytes(inputs: Subject): number {
  const { head, tail, dictionary } = sides(inputs);
  return Math.max(head, tail) + dictionary;
}

/** Of both sides of the hook and the SAE, as steering by hand has them open. */
export function allWeightBytes(inputs: Subject): number {
  const { head, tail, dictionary } = sides(inputs);
  return head + tail + dictionary;
}

function sides(inputs: Subject): { head: number; tail: number; dictionary: number } {
  const dictionary = [...inputs.sae.tensors.values()].reduce(
    (sum, { shape }) => sum + shape.reduce((size, extent) => size * extent, 4),
    0,
  );
  const head = weightBytesOf(headGraph(inputs.architecture, inputs.dictionary.reads));
  return { head, tail: outcomeWeightBytes(inputs), dictionary };
}
