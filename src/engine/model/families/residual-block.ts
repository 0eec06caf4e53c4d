/**
 * What every block does around its attention and its feed-forward: it normalises the residual for each, adds what each writes, and hands
 * out its sites on the way (site.ts). A family says how it normalises, attends and feeds forward.
 */
import type { Tensor } from '../../onnx/onnx-graph.ts';
import * as ops from '../../onnx/ops.ts';
import type { BlockOptions } from '../architecture.ts';
import { sideBySide } from '../layout.ts';
import { type Visits, visited } from '../site.ts';
import type { NormVisits } from './layers.ts';

export interface BlockParts {
  /** Attention and feed-forward read the same residual; else the feed-forward reads what attention has written. */
  readonly parallel: boolean;
  /** The residual as attention, or as the feed-forward, reads it. @param x rows */
  norm(before: 'attention' | 'feed-forward', x: Tensor, visits: NormVisits): Tensor;
  /** The values that heads mix, side by side: rows of H·S, each sequence's last alone where only that is wanted. @param x normalised rows */
  mix(x: Tensor, options: Required<BlockOptions>): Tensor;
  /** What they add to the residual. @param z rows of H·S */
  write(z: Tensor): Tensor;
  /** What the feed-forward adds; it hands out `mlp_post`. @param x normalised rows */
  feedForward(x: Tensor, visits: Visits): Tensor;
}

/** @param x the residual before the block, rows @returns the residual after it */
export function residualBlock(
  x: Tensor,
  parts: BlockParts,
  { lastOnly = false, layout = sideBySide, visits = {} }: BlockOptions = {},
): Tensor {
  const before = visited(visits, 'resid_pre', x);
  const kept = lastOnly ? layout.last(before) : before;
  const read = parts.norm('attention', before, { scale: visits.attn_scale });
  const z = visited(visits, 'z', parts.mix(read, { lastOnly, layout, visits }));
  const attended = visited(visits, 'attn_out', parts.write(z));
  const middle = visited(visits, 'resid_mid', ops.add(kept, attended));
  const inside = { scale: visits.mlp_scale, normed: visits.mlp_norm };
  const normed = parts.norm('feed-forward', parts.parallel ? kept : middle, inside);
  const written = parts.feedForward(visited(visits, 'mlp_in', normed), visits);
  return visited(visits, 'resid_post', ops.add(middle, visited(visits, 'mlp_out', written)));
}
