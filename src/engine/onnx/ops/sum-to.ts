/**
 * The adjoint of broadcasting: sums a gradient over the axes along which its input was repeated.
 * An axis was repeated when the input lacks it, or has it with size 1 where the gradient's is not 1.
 */
import type { Shape, Tensor } from '../onnx-graph.ts';
import { sameShape } from '../shape.ts';
import { reduceSum } from './reduce.ts';
import { reshape } from './reshape.ts';

export function sumTo(gradient: Tensor, shape: Shape): Tensor {
  if (sameShape(gradient.shape, shape)) return gradient;
  const extra = gradient.rank - shape.length;
  const axes = gradient.shape.flatMap((dim, axis) =>
    axis < extra || (shape[axis - extra] === 1 && dim !== 1) ? [axis] : [],
  );
  const summed = axes.length > 0 ? reduceSum(gradient, axes, { keepDims: true }) : gradient;
  return extra > 0 ? reshape(summed, shape, { dropLeading: extra }) : summed;
}
