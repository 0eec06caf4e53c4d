/**
 * Weights in memory, as float32, at the moment a stage holds most of them, and where all are held at once. A stage opens one session after another (the blocks before the
 * hook, then those after it), so it is the larger of the two sides, with the whole SAE; the unembedding counts with the blocks after.
 */
import { Graph } from '../onnx/onnx-graph.ts';
import * as ops from '../onnx/ops.ts';
import { weightBytesOf } from '../onnx/weight-bytes.ts';
import { headGraph } from './head-graph.ts';
import type { Subject } from './subject.ts';
import { walk } from './walk.ts';

export function openWeightBytes(inputs: Subject): number {
  const { head, tail, dictionary } = sides(inputs);
  return Math.max(head, tail) + dictionary;
}

/** Of both sides of the hook and the SAE, as steering by hand has them open. */
export function allWeightBytes(inputs: Subject): number {
  const { head, tail, dictionary } = sides(inputs);
  return head + tail + dictionary;
}

function sides({ architecture, sae }: Subject): { head: number; tail: number; dictionary: number } {
  const { hook } = sae.config;
  const graph = new Graph('tail');
  const model = architecture(graph);
  const resid = graph.input('resid', 'float32', ['batch', 'time', model.width]);
  const { state } = walk(model, resid, hook, { toEnd: true });
  graph.output('logits', ops.matmul(state(), model.unembedding(), { transposeB: true }));
  const head = weightBytesOf(headGraph(architecture, hook));
  const dictionary = [...sae.tensors.values()].reduce(
    (sum, { shape }) => sum + shape.reduce((size, extent) => size * extent, 4),
    0,
  );
  return { head, tail: weightBytesOf(graph), dictionary };
}
