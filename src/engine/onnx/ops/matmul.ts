/**
 * Matrix product y = scale · op(a) op(b), op optionally a transposition of the last two axes.
 *
 * A transposition inside the product is onnxruntime's FusedMatMul: as a node of its own, the transposition of a weight would be
 * folded when the session loads, which keeps a second copy of the weight in memory.
 * https://github.com/microsoft/onnxruntime/blob/v1.20.0/docs/ContribOperators.md#com.microsoft.FusedMatMul
 */
import type { Dim, Tensor } from '../onnx-graph.ts';
import { broadcastShapes, productOf } from '../shape.ts';
import { reshape } from './reshape.ts';
import { sumTo } from './sum-to.ts';

interface MatMulOptions {
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
  readonly scale?: number;
}

/**
 * @param a [..., M, K] (or [..., K, M] with transposeA)
 * @param b [..., K, N] (or [..., N, K] with transposeB)
 * @returns [..., M, N]; leading axes broadcast
 */
export function matmul(a: Tensor, b: Tensor, options: MatMulOptions = {}): Tensor {
  const { transposeA = false, transposeB = false, scale = 1 } = options;
  if (a.rank < 2 || b.rank < 2) throw new RangeError(`MatMul: ranks ${a.rank} and ${b.rank}, expected at least 2`);
  const [m, k] = lastTwo(a, transposeA);
  const [kOfB, n] = lastTwo(b, transposeB);
  if (k !== kOfB) throw new RangeError(`MatMul: inner sizes ${k} and ${kOfB} of [${a.shape}] and [${b.shape}] differ`);
  const shape = [...broadcastShapes(a.shape.slice(0, -2), b.shape.slice(0, -2), 'MatMul'), m, n];

  const byA = (d: Tensor): Tensor =>
    transposeA
      ? matmul(b, d, { transposeA: transposeB, transposeB: true, scale })
      : matmul(d, b, { transposeB: !transposeB, scale });
  const byB = (d: Tensor): Tensor => {
    // A weight shared by all rows: one product over the flattened rows instead of a product per batch and a sum.
    const flat = b.rank === 2 && a.rank > 2 && !transposeA;
    const rows = flat ? flattenRows(a) : a;
    const upstream = flat ? flattenRows(d) : d;
    return transposeB
      ? matmul(upstream, rows, { transposeA: true, transposeB: transposeA, scale })
      : matmul(rows, upstream, { transposeA: !transposeA, scale });
  };
  const plain = !transposeA && !transposeB && scale === 1;
  return a.graph.node(plain ? 'MatMul' : 'FusedMatMul', [a, b], 'float32', shape, {
    ...(plain
      ? {}
      : {
          domain: 'com.microsoft',
          attributes: { transA: Number(transposeA), transB: Number(transposeB), alpha: { float: scale } },
        }),
    vjp: ([d], [needsA, needsB]) => [
      needsA && d ? sumTo(byA(d), a.shape) : undefined,
      needsB && d ? sumTo(byB(d), b.shape) : undefined,
    ],
  });
}

/** [..., K] → [rows, K] */
export function flattenRows(x: Tensor): Tensor {
  return x.rank === 2 ? x : reshape(x, [productOf(x.shape.slice(0, -1)), x.shape[x.rank - 1]]);
}

function lastTwo(x: Tensor, transposed: boolean): [Dim, Dim] {
  const rows = x.shape[x.rank - 2];
  const cols = x.shape[x.rank - 1];
  return transposed ? [cols, rows] : [rows, cols];
}
