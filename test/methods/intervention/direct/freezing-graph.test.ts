import { describe, expect, it } from 'vitest';
import type { Tensor } from '../../../../src/engine/onnx/onnx-graph.ts';
import * as ops from '../../../../src/engine/onnx/ops.ts';
import { floats, Session } from '../../../../src/engine/onnx/runtime.ts';
import { FreezingGraph } from '../../../../src/methods/intervention/direct/freezing-graph.ts';

/** A layer normalisation with gain 2 and bias 1, then a softmax that weighs the normalised values. */
function build(graph: FreezingGraph, x: Tensor): Tensor {
  const [gain, bias] = [2, 1].map((value) => graph.constant('float32', [3], [value, value, value]));
  const normed = ops.layerNorm(x, gain, bias, 1e-5);
  return ops.mul(ops.softmax(normed), normed);
}

async function run(clean: number[], changed: number[]) {
  const graph = new FreezingGraph('test');
  const [a, b] = [graph.input('a', 'float32', [1, 3]), graph.input('b', 'float32', ['batch', 3])];
  const { result, recording } = graph.record(() => build(graph, a));
  graph.output('clean', result);
  graph.output(
    'held',
    graph.replay(recording, () => build(graph, b)),
  );
  graph.output('free', build(graph, b));
  const session = await Session.create(graph, { threads: 1 });
  const one = (data: number[]) => ({ data: Float32Array.from(data), dims: [data.length / 3, 3] });
  const results = await session.run({ a: one(clean), b: one(changed) });
  await session.release();
  return (name: string) => Array.from(floats(results, name));
}

const softmax = (z: number[]) => {
  const e = z.map((value) => Math.exp(value));
  return e.map((value) => value / e.reduce((sum, own) => sum + own, 0));
};

describe('FreezingGraph', () => {
  it('replays with the recorded scale and pattern', async () => {
    const [clean, changed] = [
      [1, 2, 6],
      [0, 6, 0],
    ];
    const of = await run(clean, changed);
    const mean = (x: number[]) => x.reduce((sum, value) => sum + value, 0) / 3;
    const scale = 1 / Math.sqrt(mean(clean.map((value) => (value - mean(clean)) ** 2)) + 1e-5);
    const normed = (x: number[]) => x.map((value) => 2 * (value - mean(x)) * scale + 1);
    const weights = softmax(normed(clean));
    of('held').forEach((value, i) => expect(value).toBeCloseTo(weights[i] * normed(changed)[i], 5));
    expect(of('free')[0]).not.toBeCloseTo(of('held')[0], 4);
  });

  it('is the run itself where nothing changed, for every row of a batch', async () => {
    const of = await run([1, 2, 6], [1, 2, 6, 1, 2, 6]);
    [...of('clean'), ...of('clean')].forEach((value, i) => expect(of('held')[i]).toBeCloseTo(value, 5));
    expect(of('free').slice(0, 3)).toEqual(of('clean'));
  });

  it('is linear in the input but for what is weighed', async () => {
    const at = async (x: number[]) => (await run([1, 2, 6], x))('held');
    const [zero, a, b, both] = [await at([0, 0, 0]), await at([1, 0, 2]), await at([0, 3, 1]), await at([1, 3, 3])];
    both.forEach((value, i) => expect(value - zero[i]).toBeCloseTo(a[i] - zero[i] + b[i] - zero[i], 4));
  });

  it('refuses a part that is not the one recorded', () => {
    const graph = new FreezingGraph('test');
    const x = graph.input('x', 'float32', [1, 3]);
    const { recording } = graph.record(() => build(graph, x));
    expect(() => graph.replay(recording, () => ops.softmax(x))).toThrow('Softmax met, expected LayerNormalization');
    const other = new FreezingGraph('other');
    const y = other.input('y', 'float32', [1, 3]);
    const shorter = other.record(() => build(other, y)).recording;
    expect(() => other.replay(shorter, () => y)).toThrow('2 recorded operators were not met again');
    const third = new FreezingGraph('third');
    const z = third.input('z', 'float32', [1, 3]);
    expect(() => third.replay([], () => ops.softmax(z))).toThrow('expected nothing more');
  });
});
