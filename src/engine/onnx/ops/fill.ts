/** Tensors filled with one value, and the shape of a tensor as a tensor: the pieces derivatives need for named dimensions. */
import type { Dim, Shape, Tensor } from '../onnx-graph.ts';

/** The run-time shape of x, int64 [rank]. Its derivative is never asked for: a shape does not vary with the values. */
export function shapeOf(x: Tensor): Tensor {
  return x.graph.node('Shape', [x], 'int64', [x.rank]);
}

/** A float32 tensor of x's shape filled with `value`. */
export function fillLike(x: Tensor, value: number): Tensor {
  const { graph, shape } = x;
  const size = shape.every((dim) => typeof dim === 'number')
    ? graph.constant('int64', [shape.length], shape as readonly number[])
    : shapeOf(x);
  // Expand instead of ConstantOfShape: its fill value would have to be a tensor attribute.
  return graph.node('Expand', [graph.scalar(value), size], 'float32', shape);
}

export const zerosLike = (x: Tensor): Tensor => fillLike(x, 0);
export const onesLike = (x: Tensor): Tensor => fillLike(x, 1);

/** x itself, and no derivative passes: what is held of a run does not vary with it. */
export function constantOf(x: Tensor): Tensor {
  return x.graph.node('Identity', [x], x.type, x.shape, { vjp: () => [undefined] });
}

/** int64 [dim]: 0, 1, … along one axis of x. */
export function indicesAlong(x: Tensor, axis: number): Tensor {
  const dim: Dim = x.shape[axis];
  const { graph } = x;
  if (typeof dim === 'number')
    return graph.constant(
      'int64',
      [dim],
      Array.from({ length: dim }, (_, i) => i),
    );
  const size = graph.node('Gather', [shapeOf(x), graph.constant('int64', [], [axis])], 'int64', []);
  const zero = graph.constant('int64', [], [0]);
  const one = graph.constant('int64', [], [1]);
  return graph.node('Range', [zero, size, one], 'int64', [dim] as Shape);
}
