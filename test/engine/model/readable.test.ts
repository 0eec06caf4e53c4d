import { describe, expect, it } from 'vitest';
import { gpt2 } from '../../../src/engine/model/families/gpt2.ts';
import { externalWeights } from '../../../src/engine/model/files/external-weights.ts';
import {
  type Norm,
  readable,
  readableProduct,
  readableTensor,
  unreadable,
} from '../../../src/engine/model/readable.ts';
import { gradient } from '../../../src/engine/onnx/gradient.ts';
import { Graph } from '../../../src/engine/onnx/onnx-graph.ts';
import * as ops from '../../../src/engine/onnx/ops.ts';
import { floats, Session } from '../../../src/engine/onnx/runtime.ts';
import { contrastOf, EMBEDDED, walk } from '../../../src/engine/passes/walk.ts';
import { engineInputs, modelOracle, oracleContrast, PLAIN } from '../../engine.ts';

const NORMS: readonly Norm[] = ['layer', 'rms'];
const x = Float32Array.of(1, 2, 3, 6);

describe.each(NORMS)('what later layers read after %s normalisation', (norm) => {
  it('is the vector without what is unreadable of it', () => {
    const left = readable(norm, x);
    for (const direction of unreadable(norm, 4)) expect(left.reduce((sum, v, i) => sum + v * direction[i], 0)).toBe(0);
    expect(Array.from(left)).toEqual(norm === 'rms' ? [1, 2, 3, 6] : [-2, -1, 0, 3]);
    const product = left.reduce((sum, v) => sum + v * v, 0);
    expect(readableProduct(norm, 50, [12, 12], 4)).toBe(product);
  });

  it('is the same of every row in a graph', async () => {
    const graph = new Graph('readable');
    const rows = graph.input('rows', 'float32', ['rows', 4]);
    graph.output('y', readableTensor(norm, ops.scale(rows, 2)));
    const session = await Session.create(graph, { threads: 1 });
    const results = await session.run({ rows: { data: x.map((v) => v / 2), dims: [1, 4] } });
    await session.release();
    expect(floats(results, 'y')).toEqual(readable(norm, x));
  });

  it('is all that the contrast of a model changes with: 1·g is 0 with layer normalisation alone', async () => {
    const inputs = await engineInputs();
    const graph = new Graph('model');
    const config = { ...gpt2.read(modelOracle.models[PLAIN].config, 'config.json'), norm };
    const model = gpt2.build(config, externalWeights(graph, inputs.model.tensors, inputs.folder));
    expect(model.norm).toBe(norm);
    const resid = graph.input('resid', 'float32', ['batch', 'time', 16]);
    const u = graph.input('u', 'float32', ['batch', 16]);
    const value = contrastOf(walk(model, resid, EMBEDDED, { toEnd: true }).state(), u);
    graph.output('m', value);
    graph.output('g', gradient(value, [resid])[0]);
    const session = await Session.create(graph, { folder: inputs.folder, threads: 1 });
    const own = Float32Array.from(modelOracle.models[PLAIN].prompts[0].resid[0]);
    const run = (data: Float32Array) =>
      session.run({
        resid: { data, dims: [1, own.length / 16, 16] },
        u: { data: oracleContrast(inputs, [0]), dims: [1, 16] },
      });
    const g = floats(await run(own), 'g');
    const last = g.slice(-16);
    const sum = last.reduce((total, value) => total + value, 0);
    const size = last.reduce((total, value) => total + Math.abs(value), 0);
    if (norm === 'layer') expect(Math.abs(sum)).toBeLessThan(1e-5 * size);
    else expect(Math.abs(sum)).toBeGreaterThan(1e-2 * size);
    // The gradient is right in either: central differences along one coordinate of the last position.
    const step = 1e-2;
    const at = async (by: number) => floats(await run(own.map((v, i) => (i === own.length - 3 ? v + by : v))), 'm')[0];
    expect((await at(step)) - (await at(-step))).toBeCloseTo(2 * step * last[13], 4);
    await session.release();
  });
});
