import { describe, expect, it } from 'vitest';
import { normalise } from '../../../src/engine/model/families/layers.ts';
import { externalWeights } from '../../../src/engine/model/files/external-weights.ts';
import {
  firstBlock,
  isRows,
  placeOf,
  SCALE_NAMES,
  SITE_NAMES,
  type SiteName,
  siteText,
  type Visits,
} from '../../../src/engine/model/site.ts';
import { liveGraph } from '../../../src/engine/onnx/live.ts';
import { Graph, type Tensor } from '../../../src/engine/onnx/onnx-graph.ts';
import * as ops from '../../../src/engine/onnx/ops.ts';
import { floats, type Results, Session } from '../../../src/engine/onnx/runtime.ts';
import { expectWithin } from '../../deviation.ts';
import { engineInputs, GATED_NAMES, MODEL_NAMES, modelOracle, NEOX_NAMES } from '../../engine.ts';

const WIDTH = 16;
const LAYER = 1;
/** The normalisation before attention. */
const NORM: Readonly<Record<string, string>> = { gpt2: 'h.1.ln_1' };

/** Block 1 of an oracle model on its own first prompt. @param visits given the graph's input `given`, [1, T, 16] */
async function run(model: string, visits: (given: Tensor, read: (name: string, x: Tensor) => Tensor) => Visits) {
  const inputs = await engineInputs({ model });
  const graph = new Graph('block');
  const own = inputs.architecture(graph);
  const x = graph.input('x', 'float32', ['batch', 'time', WIDTH]);
  const given = graph.input('given', 'float32', ['batch', 'time', WIDTH]);
  const read = (name: string, value: Tensor): Tensor => {
    graph.output(name, value);
    return value;
  };
  graph.output('y', ops.add(own.block(LAYER, x, { visits: visits(given, read) }), ops.scale(given, 0)));
  const session = await Session.create(graph, { folder: inputs.folder, threads: 1 });
  const resid = Float32Array.from(modelOracle.models[model].prompts[0].resid[LAYER]);
  const dims = [1, resid.length / WIDTH, WIDTH];
  const delta = resid.map((_, i) => Math.sin(i));
  const results = await session.run({ x: { data: resid, dims }, given: { data: delta, dims } });
  await session.release();
  return { results, resid, delta, parallel: own.parallel, sizes: inputs.model.config };
}

const values = (results: Results, name: string): number[] => Array.from(floats(results, name));
const sum = (a: ArrayLike<number>, b: ArrayLike<number>): number[] => Array.from(a, (value, i) => value + b[i]);

describe.each([...MODEL_NAMES, ...NEOX_NAMES, ...GATED_NAMES])('sites of %s', (model) => {
  it('are what their names say of each other', async () => {
    const { results, resid, parallel, sizes } = await run(model, (_, read) =>
      Object.fromEntries(SITE_NAMES.map((point) => [point, (x: Tensor) => read(point, x)])),
    );
    const of = (name: SiteName): number[] => values(results, name);
    expect(of('resid_pre')).toEqual(Array.from(resid));
    expectWithin(of('resid_mid'), sum(of('resid_pre'), of('attn_out')), 1e-6, 'resid_mid');
    expectWithin(of('resid_post'), sum(of('resid_mid'), of('mlp_out')), 1e-6, 'resid_post');
    expectWithin(of('resid_post'), modelOracle.models[model].prompts[0].resid[LAYER + 1], 1e-4, 'the block');
    const { data, dims } = results.pattern;
    const [, heads, time] = dims;
    const v = of('v');
    const size = v.length / (heads * time);
    const mixed = Array.from({ length: time * heads * size }, (_, i) => {
      const [t, h, d] = [Math.floor(i / (heads * size)), Math.floor(i / size) % heads, i % size];
      let value = 0;
      for (let s = 0; s < time; s++) value += Number(data[(h * time + t) * time + s]) * v[(h * time + s) * size + d];
      return value;
    });
    expectWithin(of('z'), mixed, 1e-6, 'z');
    // The row that the feed-forward normalises has deviation 1 and, but where its mean stays, mean 0.
    const read = parallel ? of('resid_pre') : of('resid_mid');
    const normed = of('mlp_norm');
    for (let from = 0; from < read.length; from += WIDTH) {
      const row = read.slice(from, from + WIDTH);
      const mean = sizes.norm === 'rms' ? 0 : row.reduce((total, x) => total + x, 0) / WIDTH;
      const deviation = Math.sqrt(row.reduce((total, x) => total + (x - mean) ** 2, 0) / WIDTH + sizes.normEpsilon);
      expectWithin(
        normed.slice(from, from + WIDTH),
        row.map((x) => (x - mean) / deviation),
        1e-5,
        'mlp_norm',
      );
    }
  });

  it('give the block as it is to a visit that hands back what it was given, and add no node', async () => {
    const graph = new Graph('identity');
    const inputs = await engineInputs({ model });
    const own = inputs.architecture(graph);
    const x = graph.input('x', 'float32', ['batch', 'time', WIDTH]);
    const plain = own.block(LAYER, x);
    const before = graph.nodes.length;
    const points = [...SITE_NAMES, ...SCALE_NAMES];
    const visits = Object.fromEntries(points.map((point) => [point, (value: Tensor) => value]));
    const seen = own.block(LAYER, x, { visits });
    graph.output('seen', seen);
    const operators = (nodes: typeof graph.nodes): string[] => nodes.map(({ operator }) => operator);
    expect(operators([...liveGraph(graph).nodes])).toEqual(operators(graph.nodes.slice(0, before)));
    expect(seen.shape).toEqual(plain.shape);
  });

  it('replace: what is added to what a layer writes is added to the residual', async () => {
    const plain = values((await run(model, () => ({}))).results, 'y');
    const { results, delta } = await run(model, (given) => ({ mlp_out: (x) => ops.add(x, given) }));
    expectWithin(values(results, 'y'), sum(plain, delta), 1e-6, 'mlp_out');
    const instead = await run(model, (given) => ({ resid_post: () => given }));
    expect(values(instead.results, 'y')).toEqual(Array.from(delta));
  });

  it.each(['z', 'attn_out', 'mlp_norm', 'mlp_in', 'resid_pre'] as const)(
    '%s in place of itself changes nothing, twice itself does',
    async (at) => {
      const plain = values((await run(model, () => ({}))).results, 'y');
      const times = async (factor: number) => values((await run(model, () => ({ [at]: (x: Tensor) => ops.mul(x, x.graph.scalar(factor)) }))).results, 'y'); // biome-ignore format: one line
      expectWithin(await times(1), plain, 1e-6, `${at} in place of itself`);
      const moved = await times(2);
      expect(Math.max(...moved.map((value, i) => Math.abs(value - plain[i])))).toBeGreaterThan(1e-3);
    },
  );

  it('weights by head make values of the normalised residual, and of z what attention adds', async () => {
    const inputs = await engineInputs({ model });
    const graph = new Graph('heads');
    const { family, config } = inputs.model;
    const weights = externalWeights(graph, inputs.model.tensors, inputs.folder);
    const own = family.build(config, weights);
    const heads = own.heads(LAYER);
    const x = graph.input('x', 'float32', ['batch', 'time', WIDTH]);
    let [z, attended, v]: (Tensor | undefined)[] = [];
    const visits: Visits = {
      v: (value) => (v = value),
      z: (value) => (z = value),
      attn_out: (value) => (attended = value),
    };
    own.block(LAYER, x, { visits });
    for (const [name, { weight, bias }] of Object.entries(heads)) {
      graph.output(name, weight);
      if (bias !== undefined) graph.output(`${name}_bias`, bias);
    }
    graph.output('z_value', z!);
    graph.output('attended', attended!);
    const normed = ops.unsqueeze(
      normalise(config, weights, NORM[config.modelType] ?? 'layers.1.input_layernorm', x),
      [1],
    );
    const ownValues = ops.matmul(normed, heads.v.weight);
    graph.output('values', v!);
    graph.output('by_head', heads.v.bias ? ops.add(ownValues, ops.unsqueeze(heads.v.bias, [1])) : ownValues);
    const session = await Session.create(graph, { folder: inputs.folder, threads: 1 });
    const resid = Float32Array.from(modelOracle.models[model].prompts[0].resid[LAYER]);
    const results = await session.run({ x: { data: resid, dims: [1, resid.length / WIDTH, WIDTH] } });
    await session.release();
    const [count, size] = results.o.dims;
    const output = values(results, 'o');
    const offset = results.o_bias === undefined ? new Array(WIDTH).fill(0) : values(results, 'o_bias');
    const found = values(results, 'z_value');
    const expected = Array.from({ length: resid.length }, (_, i) => {
      const [t, d] = [Math.floor(i / WIDTH), i % WIDTH];
      let value = offset[d];
      for (let hs = 0; hs < count * size; hs++) value += found[t * count * size + hs] * output[hs * WIDTH + d];
      return value;
    });
    expectWithin(values(results, 'attended'), expected, 1e-5, 'attn_out');
    expect(results.q.dims).toEqual([count, WIDTH, size]);
    expect(results.k.dims).toEqual([count, WIDTH, size]);
    expect(results.v.dims).toEqual([count, WIDTH, size]);
    expectWithin(values(results, 'values'), values(results, 'by_head'), 1e-5, 'values');
  });
});

describe('site', () => {
  it('says which block reads it first, and its name', () => {
    expect(firstBlock({ layer: 7, at: 'resid_pre' })).toBe(7);
    expect(firstBlock({ layer: 7, at: 'resid_mid' })).toBe(7);
    expect(firstBlock({ layer: 7, at: 'resid_post' })).toBe(8);
    expect(siteText({ layer: 3, at: 'mlp_out' })).toBe('blocks.3.hook_mlp_out');
  });
  it('has its place after every site of an earlier block and every earlier site of its own', () => {
    expect(placeOf({ layer: 1, at: 'resid_pre' })).toBe(placeOf({ layer: 0, at: 'resid_post' }) + 1);
    expect(placeOf({ layer: 1, at: 'q' })).toBeLessThan(placeOf({ layer: 1, at: 'resid_mid' }));
  });
  it('says of every site but those of a head whether it has a vector a position', () => {
    expect(SITE_NAMES.filter((at) => !isRows(at))).toEqual(['q', 'k', 'v', 'pattern']);
  });
});
