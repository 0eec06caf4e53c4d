/** Weights of projections by head. Heads stand side by side: head h has the columns (or rows) h·S to (h + 1)·S, S = width / heads. */
import type { Tensor } from '../../onnx/onnx-graph.ts';
import * as ops from '../../onnx/ops.ts';

/** [in, H·S] → [H, in, S] */
export function splitColumns(weight: Tensor, heads: number): Tensor {
  const [rows, width] = sizesOf(weight);
  return ops.transpose(ops.reshape(weight, [rows, heads, width / heads]), [1, 0, 2]);
}

/** [H·S, out] → [H, S, out] */
export function splitRows(weight: Tensor, heads: number): Tensor {
  const [width, columns] = sizesOf(weight);
  return ops.reshape(weight, [heads, width / heads, columns]);
}

/** [H·S] → [H, S] */
export function splitBias(bias: Tensor, heads: number): Tensor {
  const [width] = sizesOf(bias);
  return ops.reshape(bias, [heads, width / heads]);
}

function sizesOf({ name, shape }: Tensor): [number, number] {
  if (!shape.every((dim) => typeof dim === 'number')) throw new RangeError(`heads: ${name} of shape [${shape}]`);
  return shape as [number, number];
}
