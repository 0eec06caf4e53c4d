import { describe, expect, it } from 'vitest';
import { frequenciesOf, rotate } from '../../../../src/engine/model/families/rotary.ts';
import { Graph } from '../../../../src/engine/onnx/onnx-graph.ts';
import * as ops from '../../../../src/engine/onnx/ops.ts';
import { floats, Session } from '../../../../src/engine/onnx/runtime.ts';
import { expectWithin } from '../../../deviation.ts';
import { generate } from '../../../generated.ts';

describe('rotate', () => {
  const [T, S] = [5, 6];
  const rotary = { dimensions: 4, base: 100 };

  async function turned(x: Float32Array, from = 0): Promise<Float32Array> {
    const graph = new Graph('rotary');
    const input = graph.input('x', 'float32', [1, 1, 'time', S]);
    const shifted = graph.node('Add', [ops.indicesAlong(input, 2), graph.constant('int64', [], [from])], 'int64', [
      'time',
    ]);
    graph.output('y', rotate(input, shifted, rotary));
    const session = await Session.create(graph, { threads: 1 });
    const results = await session.run({ x: { data: x, dims: [1, 1, x.length / S, S] } });
    await session.release();
    return floats(results, 'y');
  }

  describe('rotate', () => {
    const x = generate('rotary/x', [T, S]);

    it('turns coordinate i with i + n by position · base^(−i/n), and leaves the rest', async () => {
      const expected = Array.from({ length: T }, (_, t) => {
        const [a, b, c, d, e, f] = x.subarray(t * S, (t + 1) * S) as unknown as number[];
        const [u, v] = [t, t * 100 ** -0.5];
        return [
          a * Math.cos(u) - c * Math.sin(u),
          b * Math.cos(v) - d * Math.sin(v),
          c * Math.cos(u) + a * Math.sin(u),
          d * Math.cos(v) + b * Math.sin(v),
          e,
          f,
        ];
      }).flat();
      expectWithin(await turned(x), expected, 1e-6, 'turned');
    });

    it('products depend on the distance alone', async () => {
      const product = (y: Float32Array): number =>
        Array.from({ length: S }, (_, i) => y[S + i] * y[3 * S + i]).reduce((sum, value) => sum + value, 0);
      const [near, far] = [product(await turned(x)), product(await turned(x, 700))];
      expect(Math.abs(near - far)).toBeLessThan(1e-4 * Math.abs(near));
    });

    it('refuses a share that is odd, empty or larger than the head', () => {
      const graph = new Graph('refusal');
      const input = graph.input('x', 'float32', [1, 1, 'time', S]);
      for (const dimensions of [3, 0, 8])
        expect(() => rotate(input, ops.indicesAlong(input, 2), { dimensions, base: 10 })).toThrow(RangeError);
    });
  });
});

describe('frequencies', () => {
  const rotary = { dimensions: 64, base: 500_000 };
  const plain = frequenciesOf(rotary);

  it('fall from 1 by a constant ratio, and are divided where texts were stretched linearly', () => {
    expect(plain[0]).toBe(1);
    expect(plain[16]).toBeCloseTo(500_000 ** -0.5, 15);
    const stretched = frequenciesOf({ ...rotary, scaling: { kind: 'linear', factor: 4 } });
    expect(stretched).toEqual(plain.map((frequency) => frequency / 4));
  });

  it('of Llama 3.2 keep short waves, divide long ones, and go from one to the other between', () => {
    const scaling = { kind: 'llama3', factor: 32, low: 1, high: 4, positions: 8192 } as const;
    const stretched = frequenciesOf({ ...rotary, scaling });
    const wave = (frequency: number): number => (2 * Math.PI) / frequency;
    let between = 0;
    for (const [i, frequency] of plain.entries()) {
      const ratio = stretched[i] / frequency;
      if (wave(frequency) < 8192 / 4) expect(ratio).toBe(1);
      else if (wave(frequency) > 8192) expect(ratio).toBeCloseTo(1 / 32, 15);
      else {
        between++;
        expect(ratio).toBeGreaterThan(1 / 32);
        expect(ratio).toBeLessThan(1);
      }
      // The order of waves stays.
      if (i > 0) expect(stretched[i]).toBeLessThan(stretched[i - 1]);
    }
    expect(between).toBeGreaterThan(1);
  });
});
