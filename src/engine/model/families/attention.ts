/**
 * Causal multi-head attention: softmax(scale · q kᵀ + mask) v for every head.
 * Vaswani et al., https://arxiv.org/abs/1706.03762
 */

import type { Shape, Tensor } from '../../onnx/onnx-graph.ts';
import * as ops from '../../onnx/ops.ts';
import { type Visits, visited } from '../site.ts';

/** The most negative float32: its softmax weight is exactly 0. */
const MASKED = -3.4028234663852886e38;

interface AttentionOptions {
  /** int [B], where a single query stands in sequences of different length; the last of T where it is left out. */
  readonly ends?: Tensor | undefined;
  /** Of q, k, v and the pattern (site.ts). */
  readonly visits?: Visits | undefined;
  /** A query sees this many keys, its own the last; all before it where it is left out. */
  readonly window?: number | undefined;
}

/**
 * @param q [B, Q, D], the queries of the last Q positions: all T of them, or 1
 * @param k [B, T, D] @param v [B, T, D]
 * @param scale factor on q·k, 1/√(D/H) in every common model
 * @returns [B, Q, D]
 */
export function causalAttention(
  q: Tensor,
  k: Tensor,
  v: Tensor,
  heads: number,
  scale: number,
  { ends, visits, window }: AttentionOptions = {},
): Tensor {
  const [q2, k2, v2] = [q, k, v].map((x) => splitHeads(x, heads)) as [Tensor, Tensor, Tensor];
  return attendHeads(q2, k2, v2, scale, { ends, visits, window });
}

/** The same for vectors that are split into heads already: q [B, H, Q, S], k and v [B, H, T, S]; @returns [B, Q, H·S] */
export function attendHeads(
  queriesOf: Tensor,
  keysOf: Tensor,
  valuesOf: Tensor,
  scale: number,
  { ends, visits = {}, window }: AttentionOptions = {},
): Tensor {
  const q = visited(visits, 'q', queriesOf);
  const k = visited(visits, 'k', keysOf);
  const v = visited(visits, 'v', valuesOf);
  const [batch, heads, queries, size] = q.shape;
  const scores = ops.matmul(q, k, { transposeB: true, scale });
  const mask = queries === 1 ? endMask(k, ends, window) : causalMask(k, window);
  const visible = mask === undefined ? scores : ops.where(mask, scores, MASKED);
  const mixed = ops.matmul(visited(visits, 'pattern', ops.softmax(visible)), v);
  return ops.reshape(ops.transpose(mixed, [0, 2, 1, 3]), [batch, queries, Number(heads) * Number(size)]);
}

/** [B, T, H·S] → [B, H, T, S] */
export function splitHeads(x: Tensor, heads: number): Tensor {
  const [batch, time, width] = x.shape;
  if (typeof width !== 'number' || width % heads !== 0)
    throw new RangeError(`attention: width ${width} over ${heads} heads`);
  return ops.transpose(ops.reshape(x, [batch, time, heads, width / heads]), [0, 2, 1, 3]);
}

/**
 * Keys and values that several query heads share, one for each of them: heads g·R to (g + 1)·R − 1 have those of group g, R = repeats.
 * @param x [B, G, T, S] @returns [B, G·R, T, S]
 * Ainslie et al., https://arxiv.org/abs/2305.13245
 */
export function repeatHeads(x: Tensor, repeats: number): Tensor {
  if (repeats === 1) return x;
  const [batch, groups, time, size] = x.shape;
  const copies = Array<Tensor>(repeats).fill(ops.unsqueeze(x, [2]));
  return ops.reshape(ops.concat(copies, 2), [batch, Number(groups) * repeats, time, size]);
}

/** bool [B, 1, 1, T]: which keys a single query sees, those up to its sequence's end; undefined where that is all of them. */
function endMask(k: Tensor, ends: Tensor | undefined, window: number | undefined): Tensor | undefined {
  if (ends === undefined && window === undefined) return undefined;
  const keys = ops.unsqueeze(ops.indicesAlong(k, 2), [0, 1, 2]);
  const last =
    ends === undefined
      ? ops.slice(keys, 3, -1) // the last of T
      : ops.unsqueeze(ops.asInt64(ends), [1, 2, 3]);
  return visibleKeys(keys, last, [ends?.shape[0] ?? 1, 1, 1, k.shape[2]], window);
}

/** bool [T, T]: may row (query) t see column (key) s, that is t − window < s ≤ t. */
function causalMask(k: Tensor, window: number | undefined): Tensor {
  const positions = ops.indicesAlong(k, 2);
  const keys = ops.unsqueeze(positions, [0]);
  const queries = ops.unsqueeze(positions, [1]);
  const time = k.shape[2];
  return visibleKeys(keys, queries, [time, time], window);
}

/** @param keys positions, int64; @param queries the same */
function visibleKeys(keys: Tensor, queries: Tensor, shape: Shape, window: number | undefined): Tensor {
  const { graph } = keys;
  const behind = graph.node('LessOrEqual', [keys, queries], 'bool', shape);
  if (window === undefined) return behind;
  const first = graph.node('Sub', [queries, graph.constant('int64', [], [window])], 'int64', queries.shape);
  return graph.node('And', [behind, graph.node('Greater', [keys, first], 'bool', shape)], 'bool', shape);
}
