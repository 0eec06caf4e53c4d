/**
 * Element-wise functions of one tensor: exp, log, sqrt, tanh, erf, power, relu, absolute value, and GELU in both forms.
 *
 * gelu 'none': x Φ(x);  gelu 'tanh': ½ x (1 + tanh(√(2/π)(x + 0.044715 x³))), the `gelu_new` of GPT-2.
 * Hendrycks & Gimpel, Gaussian Error Linear Units, https://arxiv.org/abs/1606.08415
 */
import type { Tensor } from '../onnx-graph.ts';
import { add, div, mul, scale, sub } from './arithmetic.ts';
import { zerosLike } from './fill.ts';

export function exp(x: Tensor): Tensor {
  return unary('Exp', x, (d, y) => mul(d, y));
}

export function log(x: Tensor): Tensor {
  return unary('Log', x, (d) => div(d, x));
}

export function sqrt(x: Tensor): Tensor {
  return unary('Sqrt', x, (d, y) => div(scale(d, 0.5), y));
}

export function tanh(x: Tensor): Tensor {
  return unary('Tanh', x, (d, y) => mul(d, sub(x.graph.scalar(1), mul(y, y))));
}

export function erf(x: Tensor): Tensor {
  return unary('Erf', x, (d) => mul(d, scale(exp(scale(mul(x, x), -1)), 2 / Math.sqrt(Math.PI))));
}

/** x to a power known while building. */
export function pow(x: Tensor, exponent: number): Tensor {
  const { graph } = x;
  return graph.node('Pow', [x, graph.scalar(exponent)], 'float32', x.shape, {
    // x^-1 has no value at 0, and nothing of it is left when the exponent is 0.
    vjp: ([d]) => [d && (exponent === 0 ? zerosLike(x) : mul(d, scale(pow(x, exponent - 1), exponent)))],
  });
}

/** max(x, 0); the derivative at 0 is 0, as in PyTorch. */
export function relu(x: Tensor): Tensor {
  return unary('Relu', x, (d) => mul(d, greater(x, x.graph.scalar(0))));
}

/** 1 where a > b, else 0, as float32. Piecewise constant: its derivative is zero and it passes none. */
export function greater(a: Tensor, b: Tensor): Tensor {
  const mask = a.graph.node('Greater', [a, b], 'bool', a.shape);
  return a.graph.node('Cast', [mask], 'float32', a.shape, { attributes: { to: 1 }, vjp: () => [undefined] });
}

export function sigmoid(x: Tensor): Tensor {
  return unary('Sigmoid', x, (d, y) => mul(d, mul(y, sub(x.graph.scalar(1), y))));
}

/** |x|; the derivative at 0 is 0, as in PyTorch. */
export function abs(x: Tensor): Tensor {
  return unary('Abs', x, (d) => mul(d, x.graph.node('Sign', [x], 'float32', x.shape)));
}

export function gelu(x: Tensor, approximate: 'none' | 'tanh'): Tensor {
  const derivative = approximate === 'none' ? geluSlope : geluTanhSlope;
  return x.graph.node('Gelu', [x], 'float32', x.shape, {
    attributes: { approximate },
    vjp: ([d]) => [d && mul(d, derivative(x))],
  });
}

/** Φ(x) + x φ(x) */
function geluSlope(x: Tensor): Tensor {
  const one = x.graph.scalar(1);
  const cdf = scale(add(erf(scale(x, Math.SQRT1_2)), one), 0.5);
  const density = scale(exp(scale(mul(x, x), -0.5)), 1 / Math.sqrt(2 * Math.PI));
  return add(cdf, mul(x, density));
}

/** s (1 + x (1 − s) (c + 3b x²)), s = ½(1 + tanh(√(2/π)(x + 0.044715 x³))) = σ(x (c + b x²)), c = 2√(2/π), b = 0.044715 c */
function geluTanhSlope(x: Tensor): Tensor {
  const one = x.graph.scalar(1);
  const c = 2 * Math.sqrt(2 / Math.PI);
  const b = 0.044715 * c;
  const square = mul(x, x);
  const polynomial = (factor: number): Tensor => mul(x, add(scale(square, factor), x.graph.scalar(c)));
  const s = sigmoid(polynomial(b));
  return mul(s, add(mul(sub(one, s), polynomial(3 * b)), one));
}

function unary(operator: string, x: Tensor, derivative: (d: Tensor, y: Tensor) => Tensor): Tensor {
  const y: Tensor = x.graph.node(operator, [x], 'float32', x.shape, { vjp: ([d]) => [d && derivative(d, y)] });
  return y;
}
