/**
 * The contrast of prompts under changes of its residual at the hook, in five ways:
 *
 *   total      every later layer runs on the changed residual
 *   frozen     later attention patterns and normalisation scales are those of the unchanged run; values, projections and feed-forward
 *              layers run
 *   attention  later attention patterns are those of the unchanged run; norms are live, the last one too. Total and attention part
 *              where attention moves elsewhere: that is where self-repair by attention shows
 *   norms      every 1/σ is that of the unchanged run, the last one too; patterns are live. A norm divides a change along its input
 *              out again, and with its 1/σ held it does not: of such a change this effect and the frozen one are fictitious
 *   direct     later attention and feed-forward layers write what they wrote in the unchanged run, and the final normalisation keeps its
 *              scale: what the change itself brings to the logits along the residual stream, linear in the change at the last position
 *
 * McGrath et al., The Hydra Effect, https://arxiv.org/abs/2307.15771 (direct against total effects); Rushing & Nanda, Explorations of
 * Self-Repair in Language Models, https://arxiv.org/abs/2402.15390 (the part of the normalisation in it).
 */
import type { Architecture } from '../../../engine/model/architecture.ts';
import {
  checkHeld,
  type Held,
  type Holds,
  holding,
  holdingScale,
  recording,
  recordingScale,
} from '../../../engine/model/hold.ts';
import { type Layout, packedLayout } from '../../../engine/model/layout.ts';
import { firstBlock, type Site } from '../../../engine/model/site.ts';
import { Graph, type Tensor } from '../../../engine/onnx/onnx-graph.ts';
import * as ops from '../../../engine/onnx/ops.ts';
import { contrastOf } from '../../../engine/passes/walk.ts';

export const EFFECTS = ['total', 'frozen', 'direct', 'attention', 'norms'] as const;
export type Effect = (typeof EFFECTS)[number];

/** What the runs beside the whole one hold. */
const HOLDS = { frozen: 'both', attention: 'patterns', norms: 'scales' } as const satisfies Partial<
  Record<Effect, Holds>
>;
type HeldEffect = keyof typeof HOLDS;
const isHeld = (effect: Effect): effect is HeldEffect => Object.hasOwn(HOLDS, effect);

/** How often a row runs through later layers for these effects: once whole, and once more for each that holds something. */
export function runsOf(effects: readonly Effect[]): number {
  return 1 + new Set(effects.filter(isHeld)).size;
}

/**
 * Inputs: residuals of changed and unchanged prompts as rows, `resid` [N, D], with where they stand (layout.ts); `unchanged` int32
 * [B], of each sequence the one that is its prompt without change; `counterpart` int32 [N], of each row the row at its position there;
 * `contrast` [B, D]. Outputs are the effects asked for, each [B]; what none of them needs is not run. Rows that sequences share are
 * equal in every way: what is held of them depends on the beginning alone.
 * @param from where the residual stands
 * @throws Error for an architecture whose blocks hand out no pattern or no scale to hold
 */
export function directGraph(build: (graph: Graph) => Architecture, from: Site, effects: readonly Effect[]): Graph {
  const graph = new Graph('direct');
  const model = build(graph);
  const contrast = graph.input('contrast', 'float32', ['batch', model.width]);
  const resid = graph.input('resid', 'float32', ['rows', model.width]);
  const layout = packedLayout(graph);
  const unchanged = graph.input('unchanged', 'int32', ['batch']);
  const counterpart = graph.input('counterpart', 'int32', ['rows']);
  const heldOf = (recorded: Tensor): Tensor =>
    ops.gather(recorded, recorded.shape[0] === 'rows' ? counterpart : unchanged);
  const states = new Map(effects.filter(isHeld).map((name) => [name, resid]));
  let total = resid;
  for (let layer = firstBlock(from); layer < model.layers; layer++) {
    const lastOnly = layer === model.layers - 1;
    const held: Held = new Map();
    total = model.block(layer, total, { lastOnly, layout, visits: recording(held) });
    checkHeld(held, `direct: block ${layer}`);
    for (const [name, state] of states)
      states.set(name, model.block(layer, state, { lastOnly, layout, visits: holding(held, heldOf, HOLDS[name]) }));
  }
  const last = lastOf(total, layout);
  const held: Held = new Map();
  const normed = model.finalNorm(last, recordingScale(held));
  const normedAsHeld = (x: Tensor): Tensor => model.finalNorm(x, holdingScale(held, heldOf));
  const ending = (name: Effect): Tensor => {
    if (name === 'total') return normed;
    if (name === 'direct') {
      const atHook = layout.last(resid);
      return normedAsHeld(ops.add(heldOf(last), ops.sub(atHook, heldOf(atHook))));
    }
    const state = lastOf(states.get(name) ?? resid, layout);
    return HOLDS[name] === 'patterns' ? model.finalNorm(state) : normedAsHeld(state);
  };
  for (const name of effects) graph.output(name, contrastOf(ops.squeeze(ending(name), [1]), contrast));
  return graph;
}

/** [B, 1, D]; what has one position already is left as it is. */
function lastOf(x: Tensor, layout: Layout): Tensor {
  return x.shape[1] === 1 ? x : layout.last(x);
}
