/** Element-wise arithmetic with NumPy broadcasting. Derivatives are summed back over the axes that were broadcast. */
import type { Tensor, VectorJacobianProduct } from '../onnx-graph.ts';
import { broadcastShapes } from '../shape.ts';
import { sumTo } from './sum-to.ts';

export function add(a: Tensor, b: Tensor): Tensor {
  return binary(
    'Add',
    a,
    b,
    (d) => d,
    (d) => d,
  );
}

export function sub(a: Tensor, b: Tensor): Tensor {
  return binary(
    'Sub',
    a,
    b,
    (d) => d,
    (d) => neg(d),
  );
}

export function mul(a: Tensor, b: Tensor): Tensor {
  return binary(
    'Mul',
    a,
    b,
    (d) => mul(d, b),
    (d) => mul(d, a),
  );
}

export function div(a: Tensor, b: Tensor): Tensor {
  return binary(
    'Div',
    a,
    b,
    (d) => div(d, b),
    (d) => neg(div(mul(d, a), mul(b, b))),
  );
}

export function neg(x: Tensor): Tensor {
  return x.graph.node('Neg', [x], x.type, x.shape, { vjp: ([d]) => [d && neg(d)] });
}

/** x times a number known while building. */
export function scale(x: Tensor, factor: number): Tensor {
  return factor === 1 ? x : mul(x, x.graph.scalar(factor));
}

type Derivative = (upstream: Tensor) => Tensor;

function binary(operator: string, a: Tensor, b: Tensor, byA: Derivative, byB: Derivative): Tensor {
  if (a.type !== b.type) throw new TypeError(`${operator}: element types ${a.type} and ${b.type} differ`);
  const vjp: VectorJacobianProduct = ([d], [needsA, needsB]) => [
    needsA && d ? sumTo(byA(d), a.shape) : undefined,
    needsB && d ? sumTo(byB(d), b.shape) : undefined,
  ];
  return a.graph.node(operator, [a, b], a.type, broadcastShapes(a.shape, b.shape, operator), { vjp });
}
