/**
 * The contrast of one prompt under changes of its residual at the hook, in three ways:
 *
 *   total    every later layer runs on the changed residual
 *   frozen   later attention patterns and normalisation scales are those of the unchanged run; values, projections and feed-forward
 *            layers run. Total and frozen part where attention moves elsewhere or a norm rescales: that is where self-repair shows
 *   direct   later attention and feed-forward layers write what they wrote in the unchanged run, and the final normalisation keeps its
 *            scale: what the change itself brings to the logits along the residual stream, linear in the change at the last position
 *
 * McGrath et al., The Hydra Effect, https://arxiv.org/abs/2307.15771 (direct against total effects); Rushing & Nanda, Explorations of
 * Self-Repair in Language Models, https://arxiv.org/abs/2402.15390 (the part of the normalisation in it).
 */
import type { Architecture } from '../../model/architecture.ts';
import type { Graph, Tensor } from '../../onnx/graph.ts';
import * as ops from '../../onnx/ops.ts';
import { contrastOf } from '../remaining-blocks.ts';
import { FreezingGraph, type Recording } from './freezing-graph.ts';

/**
 * Inputs: `clean` [1, T, D], `changed` [B, T, D], `contrast` [1, D]. Outputs `total`, `frozen`, `direct`, each [B].
 * @param blocksBefore blocks that ran before the hook
 * @throws Error for an architecture whose blocks have no softmax or no layer normalisation to hold
 */
export function directGraph(build: (graph: Graph) => Architecture, blocksBefore: number): Graph {
  const graph = new FreezingGraph('direct');
  const model = build(graph);
  const contrast = graph.input('contrast', 'float32', [1, model.width]);
  const atHook = {
    clean: graph.input('clean', 'float32', [1, 'time', model.width]),
    changed: graph.input('changed', 'float32', ['batch', 'time', model.width]),
  };
  let [clean, total, frozen] = [atHook.clean, atHook.changed, atHook.changed];
  for (let layer = blocksBefore; layer < model.layers; layer++) {
    const block = (x: Tensor) => model.block(layer, x, { lastOnly: layer === model.layers - 1 });
    const from = clean;
    const { result, recording } = graph.record(() => block(from));
    checkHeld(recording, layer);
    const changed = frozen;
    frozen = graph.replay(recording, () => block(changed));
    total = block(total);
    clean = result;
  }
  const { recording } = graph.record(() => model.finalNorm(lastOf(clean)));
  const held = (x: Tensor): Tensor => graph.replay(recording, () => model.finalNorm(x));
  const carried = ops.add(lastOf(clean), ops.sub(lastOf(atHook.changed), lastOf(atHook.clean)));
  const value = (state: Tensor): Tensor => contrastOf(ops.squeeze(state, [1]), contrast);
  graph.output('total', value(model.finalNorm(lastOf(total))));
  graph.output('frozen', value(held(lastOf(frozen))));
  graph.output('direct', value(held(carried)));
  return graph;
}

function lastOf(x: Tensor): Tensor {
  return x.shape[1] === 1 ? x : ops.slice(x, 1, -1);
}

function checkHeld(recording: Recording, layer: number): void {
  for (const operator of ['Softmax', 'LayerNormalization'])
    if (!recording.some((own) => own.operator === operator))
      throw new Error(`direct: block ${layer} has no ${operator}, so nothing would be held`);
}
