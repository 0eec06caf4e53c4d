/**
 * Causal multi-head attention: softmax(scale · q kᵀ + mask) v for every head.
 * Vaswani et al., https://arxiv.org/abs/1706.03762
 */

import type { Tensor } from '../../onnx/onnx-graph.ts';
import * as ops from '../../onnx/ops.ts';
import { type Visits, visited } from '../site.ts';

/** The most negative float32: its softmax weight is exactly 0. */
const MASKED = -3.4028234663852886e38;

interface AttentionOptions {
  /** int [B], where a single query stands in sequences of different length; the last of T where it is left out. */
  readonly ends?: Tensor | undefined;
  /** Of q, k, v and the pattern (site.ts). */
  readonly visits?: Visits | undefined;
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
  { ends, visits }: AttentionOptions = {},
): Tensor {
  const [q2, k2, v2] = [q, k, v].map((x) => splitHeads(x, heads)) as [Tensor, Tensor, Tensor];
  return attendHeads(q2, k2, v2, scale, { ends, visits });
}

/** The same for vectors that are split into heads already: q [B, H, Q, S], k and v [B, H, T, S]; @returns [B, Q, H·S] */
export function attendHeads(
  queriesOf: Tensor,
  keysOf: Tensor,
  valuesOf: Tensor,
  scale: number,
  { ends, visits = {} }: AttentionOptions = {},
): Tensor {
  const q = visited(visits, 'q', queriesOf);
  const k = visited(visits, 'k', keysOf);
  const v = visited(visits, 'v', valuesOf);
  const [batch, heads, queries, size] = q.shape;
  const scores = ops.matmul(q, k, { transposeB: true, scale });
  const mask = queries === 1 ? endMask(k, ends) : causalMask(k);
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

/** bool [B, 1, 1, T]: which keys a single query sees, those up to its sequence's end; undefined where that is all of them. */
function endMask(k: Tensor, ends: Tensor | undefined): Tensor | undefined {
  if (ends === undefined) return undefined;
  const keys = ops.unsqueeze(ops.indicesAlong(k, 2), [0, 1, 2]);
  const last = ops.unsqueeze(ops.asInt64(ends), [1, 2, 3]);
  return k.graph.node('LessOrEqual', [keys, last], 'bool', [ends.shape[0], 1, 1, k.shape[2]]);
}

/** bool [T, T]: may row (query) t see column (key) s, that is s ≤ t. */
function causalMask(k: Tensor): Tensor {
  const positions = ops.indicesAlong(k, 2);
  const keys = ops.unsqueeze(positions, [0]);
  const queries = ops.unsqueeze(positions, [1]);
  const time = k.shape[2];
  return k.graph.node('LessOrEqual', [keys, queries], 'bool', [time, time]);
}

/**
 * Rotary position embedding: the first 2·n coordinates of every head's queries and keys are turned by an angle that grows with the
 * position, coordinate i with i + n by position · base^(−i/n) radians; the rest stay. A product of a query and a key then depends on
 * their distance alone. Pairing of halves as in GPT-NeoX (GPT-J pairs neighbours).
 * Su et al., https://arxiv.org/abs/2104.09864
 */
export interface Rotary {
  /** Coordinates of a head that are turned: even, at most the head's size. */
  readonly dimensions: number;
  readonly base: number;
}

/** @param x [B, H, T, S]; @param positions int [T], those of x; @returns x turned */
export function rotate(x: Tensor, positions: Tensor, { dimensions, base }: Rotary): Tensor {
  const half = dimensions / 2;
  const size = Number(x.shape[3]);
  if (!Number.isInteger(half) || half < 1 || dimensions > size)
    throw new RangeError(`rotary: ${dimensions} dimensions of a head of ${size}, expected an even number up to it`);
  const { graph } = x;
  const frequencies = graph.constant(
    'float32',
    [1, half],
    Array.from({ length: half }, (_, i) => base ** (-i / half)),
  );
  const turns = graph.node('Cast', [ops.unsqueeze(positions, [1])], 'float32', [positions.shape[0], 1], {
    attributes: { to: 1 },
  });
  const angles = ops.mul(turns, frequencies);
  // Positions do not vary with the values, so the angles pass no derivative.
  const fixed = (operator: 'Cos' | 'Sin'): Tensor =>
    graph.node(operator, [angles], 'float32', angles.shape, { vjp: () => [undefined] });
  const [cos, sin] = [fixed('Cos'), fixed('Sin')];
  const rest = size - dimensions;
  const [a, b, still] = ops.split(x, 3, rest === 0 ? [half, half] : [half, half, rest]) as [Tensor, Tensor, Tensor?];
  const turned = [ops.sub(ops.mul(a, cos), ops.mul(b, sin)), ops.add(ops.mul(b, cos), ops.mul(a, sin))];
  return ops.concat(still === undefined ? turned : [...turned, still], 3);
}
