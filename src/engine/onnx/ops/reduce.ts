/** Reductions over axes: sum, mean, maximum. Maximum has no derivative here; nothing in cofire differentiates through one. */
import type { Dim, Tensor } from '../onnx-graph.ts';
import { normaliseAxis } from '../shape.ts';
import { scale } from './arithmetic.ts';
import { expandLike, unsqueeze } from './reshape.ts';

interface ReduceOptions {
  /** Keep the reduced axes with size 1. */
  readonly keepDims?: boolean;
}

export function reduceSum(x: Tensor, axes: readonly number[], options: ReduceOptions = {}): Tensor {
  return reduce('ReduceSum', x, axes, options, (d) => d);
}

/** Mean over axes whose sizes are numbers. */
export function reduceMean(x: Tensor, axes: readonly number[], options: ReduceOptions = {}): Tensor {
  const sizes = axes.map((axis) => x.shape[normaliseAxis(axis, x.rank, 'ReduceMean')]);
  if (!sizes.every((dim) => typeof dim === 'number')) {
    throw new RangeError(`ReduceMean: axes of sizes [${sizes}], expected numbers; divide a sum by the size instead`);
  }
  const count = (sizes as number[]).reduce((product, dim) => product * dim, 1);
  return reduce('ReduceMean', x, axes, options, (d) => scale(d, 1 / count));
}

export function reduceMax(x: Tensor, axes: readonly number[], options: ReduceOptions = {}): Tensor {
  return reduce('ReduceMax', x, axes, options, undefined);
}

function reduce(
  operator: string,
  x: Tensor,
  axes: readonly number[],
  { keepDims = false }: ReduceOptions,
  perElement: ((d: Tensor) => Tensor) | undefined,
): Tensor {
  const reduced = axes.map((axis) => normaliseAxis(axis, x.rank, operator)).sort((a, b) => a - b);
  const shape = x.shape.flatMap((dim, axis): Dim[] => (reduced.includes(axis) ? (keepDims ? [1] : []) : [dim]));
  const vjp = perElement && {
    vjp: ([d]: readonly (Tensor | undefined)[]) => {
      if (d === undefined) return [undefined];
      const kept = keepDims ? d : unsqueeze(d, reduced);
      return [expandLike(perElement(kept), x)];
    },
  };
  const axesTensor = x.graph.constant('int64', [reduced.length], reduced);
  return x.graph.node(operator, [x, axesTensor], x.type, shape, { attributes: { keepdims: keepDims ? 1 : 0 }, ...vjp });
}
