/** Operators that change a tensor's shape and no value: reshape, transpose, squeeze, unsqueeze, expand. */
import type { Dim, Shape, Tensor } from '../onnx-graph.ts';
import { normaliseAxis, productOf, sameShape } from '../shape.ts';
import { shapeOf } from './fill.ts';
import { sumTo } from './sum-to.ts';

interface ReshapeOptions {
  /** The first axes have size 1 and are dropped; names in the rest keep their places. */
  readonly dropLeading?: number;
}

/**
 * Row-major reshape. A named dimension must keep its axis (counted after `dropLeading`) or be the only one that moves.
 * @throws RangeError when the sizes cannot be told while building
 */
export function reshape(x: Tensor, shape: Shape, { dropLeading = 0 }: ReshapeOptions = {}): Tensor {
  if (productOf(x.shape) !== productOf(shape))
    throw new RangeError(`Reshape: [${x.shape}] has not the size of [${shape}]`);
  const dims = shape.map((dim, axis) => (typeof dim === 'number' ? dim : x.shape[axis] === dim ? 0 : -1));
  const target =
    dims.filter((dim) => dim === -1).length <= 1 && dropLeading === 0
      ? x.graph.constant('int64', [dims.length], dims)
      : tailOfShape(x, dropLeading, shape);
  return reshapeTo(x, target, shape);
}

/** x in the run-time shape of `like`. */
export function reshapeLike(x: Tensor, like: Tensor): Tensor {
  return sameShape(x.shape, like.shape) ? x : reshapeTo(x, shapeOf(like), like.shape);
}

function reshapeTo(x: Tensor, target: Tensor, shape: Shape): Tensor {
  return x.graph.node('Reshape', [x, target], x.type, shape, { vjp: ([d]) => [d && reshapeLike(d, x)] });
}

/** The run-time sizes of x without its first axes, int64. */
function tailOfShape(x: Tensor, dropLeading: number, shape: Shape): Tensor {
  if (!sameShape(x.shape.slice(dropLeading), shape)) {
    throw new RangeError(`Reshape: [${x.shape}] to [${shape}] moves more than one named dimension`);
  }
  const { graph } = x;
  const start = graph.constant('int64', [1], [dropLeading]);
  const end = graph.constant('int64', [1], [x.rank]);
  return graph.node('Slice', [shapeOf(x), start, end], 'int64', [shape.length]);
}

/** `permutation[i]` is the axis of x that becomes axis i. */
export function transpose(x: Tensor, permutation: readonly number[]): Tensor {
  if ([...permutation].sort((a, b) => a - b).some((axis, i) => axis !== i) || permutation.length !== x.rank) {
    throw new RangeError(`Transpose: [${permutation}] is no permutation of ${x.rank} axes`);
  }
  const inverse = permutation.map((_, axis) => permutation.indexOf(axis));
  const shape = permutation.map((axis) => x.shape[axis]);
  return x.graph.node('Transpose', [x], x.type, shape, {
    attributes: { perm: permutation },
    vjp: ([d]) => [d && transpose(d, inverse)],
  });
}

/** Inserts axes of size 1; `axes` are positions in the result. */
export function unsqueeze(x: Tensor, axes: readonly number[]): Tensor {
  const rank = x.rank + axes.length;
  const inserted = axes.map((axis) => normaliseAxis(axis, rank, 'Unsqueeze')).sort((a, b) => a - b);
  const rest = [...x.shape];
  const shape = Array.from({ length: rank }, (_, axis): Dim => (inserted.includes(axis) ? 1 : rest.shift()!));
  return x.graph.node('Unsqueeze', [x, x.graph.constant('int64', [inserted.length], inserted)], x.type, shape, {
    vjp: ([d]) => [d && squeeze(d, inserted)],
  });
}

/** Removes axes of size 1. */
export function squeeze(x: Tensor, axes: readonly number[]): Tensor {
  const removed = axes.map((axis) => normaliseAxis(axis, x.rank, 'Squeeze')).sort((a, b) => a - b);
  const wrong = removed.find((axis) => x.shape[axis] !== 1);
  if (wrong !== undefined) throw new RangeError(`Squeeze: axis ${wrong} of [${x.shape}] is not of size 1`);
  const shape = x.shape.filter((_, axis) => !removed.includes(axis));
  return x.graph.node('Squeeze', [x, x.graph.constant('int64', [removed.length], removed)], x.type, shape, {
    vjp: ([d]) => [d && unsqueeze(d, removed)],
  });
}

/** Repeats x along its axes of size 1 (and missing leading axes) to the run-time shape of `like`. */
export function expandLike(x: Tensor, like: Tensor): Tensor {
  if (sameShape(x.shape, like.shape)) return x;
  return x.graph.node('Expand', [x, shapeOf(like)], x.type, like.shape, { vjp: ([d]) => [d && sumTo(d, x.shape)] });
}
