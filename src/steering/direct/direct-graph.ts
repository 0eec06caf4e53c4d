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
import { type Layout, sideBySide } from '../../model/layout.ts';
import { packedLayout } from '../../model/packed-layout.ts';
import type { Graph, Tensor } from '../../onnx/graph.ts';
import * as ops from '../../onnx/ops.ts';
import { contrastOf } from '../remaining-blocks.ts';
import { FreezingGraph, type Recording } from './freezing-graph.ts';

/**
 * Inputs: `clean` [1, T, D]; the changed residuals as rows, `resid` [N, D], with where they stand (packed-layout.ts; every sequence has T
 * positions) and `position` int32 [N], each row's; `contrast` [1, D]. Outputs `total`, `frozen`, `direct`, each [B]. Rows that sequences
 * share are equal in every way: patterns and scales held are those of one prompt, whatever was changed later.
 * @param blocksBefore blocks that ran before the hook
 * @throws Error for an architecture whose blocks have no softmax or no layer normalisation to hold
 */
export function directGraph(build: (graph: Graph) => Architecture, blocksBefore: number): Graph {
  const graph = new FreezingGraph('direct');
  const model = build(graph);
  const contrast = graph.input('contrast', 'float32', [1, model.width]);
  const cleanResid = graph.input('clean', 'float32', [1, 'time', model.width]);
  const changedResid = graph.input('resid', 'float32', ['rows', model.width]);
  const layout = packedLayout(graph);
  const position = graph.input('position', 'int32', ['rows']);
  const scaleOfRows = (recorded: Tensor): Tensor => ops.gather(ops.squeeze(recorded, [0]), position);
  let [clean, total, frozen] = [cleanResid, changedResid, changedResid];
  for (let layer = blocksBefore; layer < model.layers; layer++) {
    const lastOnly = layer === model.layers - 1;
    const from = clean;
    const { result, recording } = graph.record(() => model.block(layer, from, { lastOnly }));
    checkHeld(recording, layer);
    const changed = frozen;
    frozen = graph.replay(recording, () => model.block(layer, changed, { lastOnly, layout }), scaleOfRows);
    total = model.block(layer, total, { lastOnly, layout });
    clean = result;
  }
  const { recording } = graph.record(() => model.finalNorm(lastOf(clean, sideBySide)));
  const held = (x: Tensor): Tensor => graph.replay(recording, () => model.finalNorm(x));
  const [before, after] = [lastOf(cleanResid, sideBySide), lastOf(changedResid, layout)];
  const carried = ops.add(lastOf(clean, sideBySide), ops.sub(after, before));
  const value = (state: Tensor): Tensor => contrastOf(ops.squeeze(state, [1]), contrast);
  graph.output('total', value(model.finalNorm(lastOf(total, layout))));
  graph.output('frozen', value(held(lastOf(frozen, layout))));
  graph.output('direct', value(held(carried)));
  return graph;
}

/** [B, 1, D]; what has one position already is left as it is. */
function lastOf(x: Tensor, layout: Layout): Tensor {
  return x.shape[1] === 1 ? x : layout.last(x);
}

function checkHeld(recording: Recording, layer: number): void {
  for (const operator of ['Softmax', 'LayerNormalization'])
    if (!recording.some((own) => own.operator === operator))
      throw new Error(`direct: block ${layer} has no ${operator}, so nothing would be held`);
}
