/**
 * Layer normalisation, softmax and log-softmax over the last axis.
 *
 * layerNorm: y = (x − μ)/√(σ² + ε) · weight + bias, σ² the population variance (PyTorch's convention).
 * Its derivative reuses the mean and the inverse deviation that onnxruntime's kernel returns: with n = (x − μ)·s and
 * u = d·weight, ∂x = s·(u − mean(u) − n·mean(u·n)).  Ba, Kiros & Hinton, https://arxiv.org/abs/1607.06450
 */
import type { Tensor } from '../onnx-graph.ts';
import { mul, sub } from './arithmetic.ts';
import { exp } from './elementwise.ts';
import { reduceMean, reduceSum } from './reduce.ts';
import { sumTo } from './sum-to.ts';

/** @param x [..., D]; @param weight [D]; @param bias [D]; @param epsilon added to the variance */
export function layerNorm(x: Tensor, weight: Tensor, bias: Tensor, epsilon: number): Tensor {
  const last = x.rank - 1;
  const statistics = [...x.shape.slice(0, -1), 1];
  const outputs = x.graph.append(
    'LayerNormalization',
    [x, weight, bias],
    [
      { type: 'float32', shape: x.shape },
      { type: 'float32', shape: statistics },
      { type: 'float32', shape: statistics },
    ],
    {
      attributes: { axis: -1, epsilon: { float: epsilon } },
      vjp: ([d], [needsX, needsWeight, needsBias]) => {
        if (d === undefined) return [undefined, undefined, undefined];
        const [, mean, inverse] = outputs as [Tensor, Tensor, Tensor];
        const unit = mul(sub(x, mean), inverse);
        const byX = (): Tensor => {
          const u = mul(d, weight);
          const along = mul(unit, reduceMean(mul(u, unit), [last], { keepDims: true }));
          return mul(inverse, sub(sub(u, reduceMean(u, [last], { keepDims: true })), along));
        };
        return [
          needsX ? byX() : undefined,
          needsWeight ? sumTo(mul(d, unit), weight.shape) : undefined,
          needsBias ? sumTo(d, bias.shape) : undefined,
        ];
      },
    },
  );
  return outputs[0];
}

export function softmax(x: Tensor): Tensor {
  const last = x.rank - 1;
  const y: Tensor = x.graph.node('Softmax', [x], 'float32', x.shape, {
    attributes: { axis: -1 },
    vjp: ([d]) => [d && mul(y, sub(d, reduceSum(mul(d, y), [last], { keepDims: true })))],
  });
  return y;
}

export function logSoftmax(x: Tensor): Tensor {
  const last = x.rank - 1;
  const y: Tensor = x.graph.node('LogSoftmax', [x], 'float32', x.shape, {
    attributes: { axis: -1 },
    vjp: ([d]) => [d && sub(d, mul(exp(y), reduceSum(d, [last], { keepDims: true })))],
  });
  return y;
}
