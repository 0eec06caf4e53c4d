import { describe, expect, it } from 'vitest';
import { attributionGraph } from '../../src/attribution/graph.ts';
import type { Inputs } from '../../src/model/inputs.ts';
import { floats, integers, Session } from '../../src/onnx/runtime.ts';
import { engineOracle, expectWithin } from '../deviation.ts';
import { type EngineOptions, engineInputs, modelOracle, oracleContrast, PLAIN } from '../engine.ts';
import { generate } from '../generated.ts';

interface PromptAttribution {
  readonly prompt: number;
  readonly contrast: readonly number[];
  readonly gradient: readonly number[];
  readonly position: readonly number[];
  readonly feature: readonly number[];
  readonly activation: readonly number[];
  readonly projection: readonly number[];
  readonly features: readonly number[];
  readonly bias: readonly number[];
  readonly error: readonly number[];
  readonly total: readonly number[];
}

interface Case {
  readonly model: string;
  readonly sae: string;
  readonly hook: string;
  readonly center: boolean;
  readonly prompts: readonly PromptAttribution[];
}

const { cases, tolerance } = engineOracle<{ cases: readonly Case[] }>('attribution');
const neox = engineOracle<{ cases: readonly Case[] }>('neox-attribution');

async function open(inputs: Inputs): Promise<Session> {
  const { config } = inputs.sae;
  const graph = attributionGraph({
    model: inputs.architecture,
    sae: { config, weights: inputs.saeWeights, center: inputs.centering.center },
    blocksBefore: config.hook.blocksBefore,
  });
  return Session.create(graph, { folder: inputs.folder, threads: 1 });
}

/** Everything the graph returns for prompts of equal length, residuals from the oracle. */
async function attribute(session: Session, inputs: Inputs, model: string, prompts: readonly number[]) {
  const { blocksBefore } = inputs.sae.config.hook;
  const resid = prompts.flatMap((prompt) => modelOracle.models[model]!.prompts[prompt]!.resid[blocksBefore]!);
  return run(session, Float32Array.from(resid), oracleContrast(inputs, prompts), prompts.length);
}

async function run(session: Session, resid: Float32Array, contrast: Float32Array, rows: number) {
  const width = contrast.length / rows;
  const results = await session.run({
    resid: { data: resid, dims: [rows, resid.length / rows / width, width] },
    contrast: { data: contrast, dims: [rows, width] },
  });
  const whole = (name: string) => Array.from(integers(results, name));
  const value = (name: string) => floats(results, name);
  return {
    contrast: value('contrast_value'),
    gradient: value('gradient'),
    batch: whole('batch'),
    position: whole('position'),
    feature: whole('feature'),
    activation: value('activation'),
    projection: value('projection'),
    bias: value('bias'),
    error: value('error'),
    total: value('total'),
    ones: value('ones_gradient'),
  };
}

describe('attributions equal PyTorch autograd through the spliced SAE', () => {
  for (const { model, sae, hook, center, prompts } of [...cases, ...neox.cases]) {
    it(`${sae} at ${hook}${center ? ', centred' : ''}, in ${model}`, async () => {
      const inputs = await engineInputs({ model, sae, hook, center });
      const session = await open(inputs);
      for (const expected of prompts) {
        const got = await attribute(session, inputs, model, [expected.prompt]);
        const what = (name: string) => `${name} of prompt ${expected.prompt}`;
        expect(got.position, what('positions')).toEqual(expected.position);
        expect(got.feature, what('features')).toEqual(expected.feature);
        for (const name of ['contrast', 'gradient', 'activation', 'projection'] as const)
          expectWithin(got[name], expected[name], tolerance, what(name));
        const attribution = got.activation.map((f, i) => f * got.projection[i]!);
        const reference = expected.activation.map((f, i) => f * expected.projection[i]!);
        expectWithin(attribution, reference, tolerance, what('attribution'));
        // Ledger parts may cancel, so they share one scale, the largest of them.
        const parts = [...expected.features, ...expected.bias, ...expected.error, ...expected.total];
        const scale = Math.max(...parts.map(Math.abs));
        for (const name of ['bias', 'error', 'total'] as const)
          expectWithin(got[name], expected[name], tolerance, what(name), scale);
      }
      await session.release();
    });
  }
});

describe('the attribution graph', () => {
  const options: EngineOptions = { sae: 'standard', hook: 'blocks.1.hook_resid_pre' };

  it('holds no vector of the residual’s width per active feature, so that dense codes need no more memory', async () => {
    const inputs = await engineInputs(options);
    const graph = attributionGraph({
      model: inputs.architecture,
      sae: { config: inputs.sae.config, weights: inputs.saeWeights, center: true },
      blocksBefore: 1,
    });
    const shapes = graph.nodes.flatMap((node) => node.outputs.map((output) => output.shape));
    expect(shapes.filter((shape) => shape.includes('active') && shape.includes(16))).toEqual([]);
  });

  it('closes the ledger: features + bias + error = total, at every position', async () => {
    const inputs = await engineInputs(options);
    const session = await open(inputs);
    const got = await attribute(session, inputs, PLAIN, [0, 1]);
    const length = got.total.length / 2;
    const sums = new Float64Array(got.total.length);
    const sizes = new Float64Array(got.total.length);
    got.feature.forEach((_, i) => {
      const place = got.batch[i]! * length + got.position[i]!;
      sums[place]! += got.activation[i]! * got.projection[i]!;
      sizes[place]! += Math.abs(got.activation[i]! * got.projection[i]!);
    });
    got.total.forEach((total, place) => {
      const off = sums[place]! + got.bias[place]! + got.error[place]! - total;
      expect(Math.abs(off) / (sizes[place]! + Math.abs(total))).toBeLessThan(1e-5);
    });
    await session.release();
  });

  it('has 1·g = 0, and a constant added to the residual changes neither contrast, code nor gradient', async () => {
    const inputs = await engineInputs(options);
    const session = await open(inputs);
    const plain = await attribute(session, inputs, PLAIN, [0]);
    const largest = Math.max(...plain.gradient.map(Math.abs));
    for (const sum of plain.ones) expect(Math.abs(sum) / largest).toBeLessThan(1e-5);
    const resid = modelOracle.models[PLAIN]!.prompts[0]!.resid[1]!.map((value) => value + 3);
    const moved = await run(session, Float32Array.from(resid), oracleContrast(inputs, [0]), 1);
    expectWithin(moved.contrast, plain.contrast, 1e-5, 'contrast');
    expectWithin(moved.gradient, plain.gradient, 1e-5, 'gradient');
    expect(moved.feature).toEqual(plain.feature);
    expectWithin(moved.activation, plain.activation, 1e-5, 'activation');
    await session.release();
  });

  it('leaves the contrast what the model says it is, although the SAE is spliced in', async () => {
    const inputs = await engineInputs(options);
    const session = await open(inputs);
    for (const prompt of [0, 1, 2, 3, 4]) {
      const { logits } = modelOracle.models[PLAIN]!.prompts[prompt]!;
      const m = logits[modelOracle.answers[prompt]!]! - logits[modelOracle.foils[prompt]!]!;
      const { contrast } = await attribute(session, inputs, PLAIN, [prompt]);
      expect(Math.abs(contrast[0]! - m)).toBeLessThan(1e-5 * Math.max(...logits.map(Math.abs)));
    }
    await session.release();
  });

  it('gives every prompt the same numbers alone and in a batch', async () => {
    const inputs = await engineInputs(options);
    const session = await open(inputs);
    const both = await attribute(session, inputs, PLAIN, [0, 1]);
    for (const [row, prompt] of [0, 1].entries()) {
      const alone = await attribute(session, inputs, PLAIN, [prompt]);
      const own = both.batch.flatMap((b, i) => (b === row ? [i] : []));
      expect(own.map((i) => both.feature[i])).toEqual(alone.feature);
      expectWithin(
        own.map((i) => both.projection[i]!),
        alone.projection,
        1e-6,
        'projection',
      );
      expectWithin(
        own.map((i) => both.activation[i]!),
        alone.activation,
        1e-6,
        'activation',
      );
    }
    await session.release();
  });

  it('predicts what moving along a decoder row does: d·g is the central difference of the contrast', async () => {
    const inputs = await engineInputs(options);
    const session = await open(inputs);
    const got = await attribute(session, inputs, PLAIN, [0]);
    const rows = generate('sae/W_dec', [40, 16], { step: 2 ** -8 });
    const resid = Float32Array.from(modelOracle.models[PLAIN]!.prompts[0]!.resid[1]!);
    const at = async (position: number, feature: number, by: number): Promise<number> => {
      const moved = resid.slice();
      for (let d = 0; d < 16; d++) moved[position * 16 + d]! += by * rows[feature * 16 + d]!;
      return (await run(session, moved, oracleContrast(inputs, [0]), 1)).contrast[0]!;
    };
    const step = 2 ** -5;
    const scale = Math.max(...got.projection.map(Math.abs));
    for (let i = 0; i < got.feature.length; i += 7) {
      const [position, feature] = [got.position[i]!, got.feature[i]!];
      const difference = ((await at(position, feature, step)) - (await at(position, feature, -step))) / (2 * step);
      expect(Math.abs(difference - got.projection[i]!) / scale).toBeLessThan(5e-3);
    }
    await session.release();
  });

  it('attributes what removing a feature does, exactly so in the limit of a small activation', async () => {
    const inputs = await engineInputs(options);
    const session = await open(inputs);
    const got = await attribute(session, inputs, PLAIN, [0]);
    const rows = generate('sae/W_dec', [40, 16], { step: 2 ** -8 });
    const resid = Float32Array.from(modelOracle.models[PLAIN]!.prompts[0]!.resid[1]!);
    // Removing a share of each feature's contribution: the change per share tends to the attribution.
    const removed = async (i: number, share: number): Promise<number> => {
      const moved = resid.slice();
      const by = share * got.activation[i]!;
      for (let d = 0; d < 16; d++) moved[got.position[i]! * 16 + d]! -= by * rows[got.feature[i]! * 16 + d]!;
      const { contrast } = await run(session, moved, oracleContrast(inputs, [0]), 1);
      return (got.contrast[0]! - contrast[0]!) / share;
    };
    const attribution = Array.from(got.activation, (f, i) => f * got.projection[i]!);
    const scale = Math.max(...attribution.map(Math.abs));
    let whole = 0;
    let small = 0;
    for (let i = 0; i < attribution.length; i += 5) {
      whole = Math.max(whole, Math.abs((await removed(i, 1)) - attribution[i]!) / scale);
      small = Math.max(small, Math.abs((await removed(i, 1 / 64)) - attribution[i]!) / scale);
    }
    // The model is not linear, so a whole removal differs; a small one does not.
    expect(small).toBeLessThan(0.01);
    expect(small).toBeLessThan(whole);
    await session.release();
  });
});
