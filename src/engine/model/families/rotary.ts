/**
 * Rotary position embedding: the first 2·n coordinates of every head's queries and keys are turned by an angle that grows with the
 * position, coordinate i with i + n by position · base^(−i/n) radians; the rest stay. A product of a query and a key then depends on
 * their distance alone. Pairing of halves as in GPT-NeoX (GPT-J pairs neighbours).
 * Su et al., https://arxiv.org/abs/2104.09864
 */
import type { Tensor } from '../../onnx/onnx-graph.ts';
import * as ops from '../../onnx/ops.ts';

export interface Rotary {
  /** Coordinates of a head that are turned: even, at most the head's size. */
  readonly dimensions: number;
  readonly base: number;
}

/** @param x [B, H, T, S]; @param positions int [T], those of x; @returns x turned */
export function rotate(x: Tensor, positions: Tensor, { dimensions, base }: Rotary): Tensor {
  const half = dimensions / 2;
  const size = Number(x.shape[3]);
  if (!Number.isInteger(half) || half < 1 || dimensions > size)
    throw new RangeError(`rotary: ${dimensions} dimensions of a head of ${size}, expected an even number up to it`);
  const { graph } = x;
  const frequencies = graph.constant(
    'float32',
    [1, half],
    Array.from({ length: half }, (_, i) => base ** (-i / half)),
  );
  const turns = graph.node('Cast', [ops.unsqueeze(positions, [1])], 'float32', [positions.shape[0], 1], {
    attributes: { to: 1 },
  });
  const angles = ops.mul(turns, frequencies);
  // Positions do not vary with the values, so the angles pass no derivative.
  const fixed = (operator: 'Cos' | 'Sin'): Tensor =>
    graph.node(operator, [angles], 'float32', angles.shape, { vjp: () => [undefined] });
  const [cos, sin] = [fixed('Cos'), fixed('Sin')];
  const rest = size - dimensions;
  const [a, b, still] = ops.split(x, 3, rest === 0 ? [half, half] : [half, half, rest]) as [Tensor, Tensor, Tensor?];
  const turned = [ops.sub(ops.mul(a, cos), ops.mul(b, sin)), ops.add(ops.mul(b, cos), ops.mul(a, sin))];
  return ops.concat(still === undefined ? turned : [...turned, still], 3);
}
