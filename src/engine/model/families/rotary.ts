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
  /** How the frequencies of a model that was stretched to longer texts differ; as they are where it is left out. */
  readonly scaling?: RotaryScaling | undefined;
}

/**
 * `linear` divides every frequency by the factor. `llama3` divides those whose wave is longer than `positions / low`, leaves those whose
 * wave is shorter than `positions / high`, and between the two goes from one to the other.
 * Llama 3.1: https://github.com/huggingface/transformers/blob/v4.46.0/src/transformers/modeling_rope_utils.py
 */
export type RotaryScaling =
  | { readonly kind: 'linear'; readonly factor: number }
  | {
      readonly kind: 'llama3';
      readonly factor: number;
      readonly low: number;
      readonly high: number;
      /** How long texts were before. */
      readonly positions: number;
    };

/** Radians a position, of each pair of coordinates. */
export function frequenciesOf({ dimensions, base, scaling }: Rotary): number[] {
  const half = dimensions / 2;
  return Array.from({ length: half }, (_, i) => scaled(base ** (-i / half), scaling));
}

function scaled(frequency: number, scaling: RotaryScaling | undefined): number {
  if (scaling === undefined) return frequency;
  if (scaling.kind === 'linear') return frequency / scaling.factor;
  const { factor, low, high, positions } = scaling;
  const waves = (positions * frequency) / (2 * Math.PI);
  if (waves > high) return frequency;
  if (waves < low) return frequency / factor;
  const share = (waves - low) / (high - low);
  return frequency * ((1 - share) / factor + share);
}

/** @param x [B, H, T, S]; @param positions int [T], those of x; @returns x turned */
export function rotate(x: Tensor, positions: Tensor, rotary: Rotary): Tensor {
  const { dimensions } = rotary;
  const half = dimensions / 2;
  const size = Number(x.shape[3]);
  if (!Number.isInteger(half) || half < 1 || dimensions > size)
    throw new RangeError(`rotary: ${dimensions} dimensions of a head of ${size}, expected an even number up to it`);
  const { graph } = x;
  const frequencies = graph.constant('float32', [1, half], frequenciesOf(rotary));
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
