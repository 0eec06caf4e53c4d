/**
 * Layer and root-mean-square normalisation, softmax and log-softmax over the last axis.
 *
 * layerNorm: y = (x − μ)/√(σ² + ε) · weight + bias, σ² the population variance (PyTorch's convention).
 * rmsNorm:   y = x/√(mean(x²) + ε) · weight.
 * Their derivatives reuse the statistics that onnxruntime's kernels return: with s the factor 1/√…, n the normalised row and
 * u = d·weight, ∂x = s·(u − mean(u) − n·mean(u·n)), without mean(u) for rmsNorm; and ∂s/∂x = −s²·n/D.
 * Ba, Kiros & Hinton, https://arxiv.org/abs/1607.06450; Zhang & Sennrich, https://arxiv.org/abs/1910.07467
 */
import type { Shape, Tensor } from '../onnx-graph.ts';
import { add, mul, sub, scale as times } from './arithmetic.ts';
import { exp } from './elementwise.ts';
import { reduceMean, reduceSum } from './reduce.ts';
import { sumTo } from './sum-to.ts';

export interface Normalised {
  readonly output: Tensor;
  /** s of every row, [..., 1]. */
  readonly scale: Tensor;
}

/** @param x [..., D]; @param weight [D]; @param bias [D]; @param epsilon added to the variance */
export function layerNorm(x: Tensor, weight: Tensor, bias: Tensor, epsilon: number): Tensor {
  return layerNormalised(x, weight, bias, epsilon).output;
}

export function layerNormalised(x: Tensor, weight: Tensor, bias: Tensor, epsilon: number): Normalised {
  const last = x.rank - 1;
  const statistics = statisticsOf(x);
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
      vjp: ([d, , dScale], [needsX, needsWeight, needsBias]) => {
        const [, mean, inverse] = outputs as [Tensor, Tensor, Tensor];
        const unit = mul(sub(x, mean), inverse);
        const along = dScale && byScale(dScale, unit, inverse);
        if (d === undefined) return [needsX ? along : undefined, undefined, undefined];
        const byX = (): Tensor => {
          const u = mul(d, weight);
          const shared = mul(unit, reduceMean(mul(u, unit), [last], { keepDims: true }));
          return mul(inverse, sub(sub(u, reduceMean(u, [last], { keepDims: true })), shared));
        };
        return [
          needsX ? plus(byX(), along) : undefined,
          needsWeight ? sumTo(mul(d, unit), weight.shape) : undefined,
          needsBias ? sumTo(d, bias.shape) : undefined,
        ];
      },
    },
  );
  return { output: outputs[0], scale: outputs[2] };
}

/** @param x [..., D]; @param weight [D]; @param epsilon added to the mean square */
export function rmsNorm(x: Tensor, weight: Tensor, epsilon: number): Tensor {
  return rmsNormalised(x, weight, epsilon).output;
}

export function rmsNormalised(x: Tensor, weight: Tensor, epsilon: number): Normalised {
  const last = x.rank - 1;
  // onnxruntime's name of RMSNormalization, which the standard has from opset 23 on.
  const [output, scale] = x.graph.append(
    'SimplifiedLayerNormalization',
    [x, weight],
    [
      { type: 'float32', shape: x.shape },
      { type: 'float32', shape: statisticsOf(x) },
    ],
    {
      attributes: { axis: -1, epsilon: { float: epsilon }, stash_type: 1 },
      vjp: ([d, dScale], [needsX, needsWeight]) => {
        const unit = mul(x, scale);
        const along = dScale && byScale(dScale, unit, scale);
        if (d === undefined) return [needsX ? along : undefined, undefined];
        const byX = (): Tensor => {
          const u = mul(d, weight);
          return mul(scale, sub(u, mul(unit, reduceMean(mul(u, unit), [last], { keepDims: true }))));
        };
        return [needsX ? plus(byX(), along) : undefined, needsWeight ? sumTo(mul(d, unit), weight.shape) : undefined];
      },
    },
  ) as [Tensor, Tensor];
  return { output, scale };
}

function statisticsOf(x: Tensor): Shape {
  return [...x.shape.slice(0, -1), 1];
}

/** d·∂s/∂x. @param unit n, the normalised row */
function byScale(d: Tensor, unit: Tensor, inverse: Tensor): Tensor {
  const width = Number(unit.shape[unit.rank - 1]);
  return mul(mul(d, mul(inverse, inverse)), times(unit, -1 / width));
}

function plus(a: Tensor, b: Tensor | undefined): Tensor {
  return b === undefined ? a : add(a, b);
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
