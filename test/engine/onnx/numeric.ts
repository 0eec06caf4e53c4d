/** Checks a graph's derivative against central differences: the test kit of the operators. */
import { expect } from 'vitest';
import { gradient } from '../../../src/engine/onnx/gradient.ts';
import { type Dim, Graph, type Tensor } from '../../../src/engine/onnx/onnx-graph.ts';
import { mul } from '../../../src/engine/onnx/ops/arithmetic.ts';
import { type Feed, floats, Session } from '../../../src/engine/onnx/runtime.ts';
import { random } from '../../../src/random.ts';

export interface NumericInput {
  /** Declared shape, names allowed. */
  readonly shape: readonly Dim[];
  /** Sizes at run time. */
  readonly dims: readonly number[];
  /** Values; drawn from a normal when left out. */
  readonly values?: readonly number[];
  /** Draws are moved away from zero and made positive, for log and sqrt. */
  readonly positive?: boolean;
}

/** Step of the central difference: float32 leaves about 1e-4 of relative accuracy at this step. */
const STEP = 1e-2;
const TOLERANCE = 4e-3;

/**
 * Builds y = f(inputs), L = Σ y·w with fixed random weights w, and compares ∂L/∂input with central differences of L
 * (accumulated in double precision) at every entry.
 */
export async function expectGradient(
  inputs: readonly NumericInput[],
  f: (...tensors: Tensor[]) => Tensor,
  yDims: readonly number[],
): Promise<void> {
  const graph = new Graph('numeric');
  const tensors = inputs.map(({ shape }, i) => graph.input(`x${i}`, 'float32', shape));
  const y = f(...tensors);
  const seed = graph.input('w', 'float32', y.shape);
  graph.output('y', y);
  for (const [i, g] of gradient(y, tensors, mul(seed, graph.scalar(1))).entries()) graph.output(`g${i}`, g);
  const session = await Session.create(graph, { threads: 1 });

  const rng = random(7, 'numeric');
  const draw = (n: number, positive = false): Float32Array =>
    Float32Array.from({ length: n }, () => (positive ? 0.5 + Math.abs(rng.normal()) : rng.normal()));
  const values = inputs.map(({ dims, positive, values: given }) =>
    given ? Float32Array.from(given) : draw(size(dims), positive),
  );
  const w = draw(size(yDims));
  const feeds = (changed?: { input: number; at: number; by: number }): Record<string, Feed> => {
    const fed: Record<string, Feed> = { w: { data: w, dims: yDims } };
    inputs.forEach(({ dims }, i) => {
      const data = Float32Array.from(values[i]!);
      if (changed?.input === i) data[changed.at]! += changed.by;
      fed[`x${i}`] = { data, dims };
    });
    return fed;
  };
  const loss = async (changed: { input: number; at: number; by: number }): Promise<number> =>
    floats(await session.run(feeds(changed)), 'y').reduce((sum, v, k) => sum + v * w[k]!, 0);

  const analytic = await session.run(feeds());
  expect(analytic.y!.dims).toEqual(yDims);
  for (let input = 0; input < inputs.length; input++) {
    const got = floats(analytic, `g${input}`);
    const largest = Math.max(...Array.from(got, Math.abs), 1e-3);
    for (let at = 0; at < got.length; at++) {
      const numeric = ((await loss({ input, at, by: STEP })) - (await loss({ input, at, by: -STEP }))) / (2 * STEP);
      expect(
        Math.abs(got[at]! - numeric) / largest,
        `input ${input}, entry ${at}: ${got[at]} against ${numeric}`,
      ).toBeLessThan(TOLERANCE);
    }
  }
  await session.release();
}

function size(dims: readonly number[]): number {
  return dims.reduce((product, dim) => product * dim, 1);
}
