import { describe, expect, it } from 'vitest';
import { firstBlock } from '../../../src/engine/model/site.ts';
import type { Subject } from '../../../src/engine/passes/subject.ts';
import { type Attributor, openAttributor } from '../../../src/methods/attribution/attribute.ts';
import { engineOracle, expectWithin } from '../../deviation.ts';
import { type EngineOptions, engineInputs, modelOracle, oracleContrast, PLAIN } from '../../engine.ts';
import { generate } from '../../generated.ts';

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
const gated = engineOracle<{ cases: readonly Case[] }>('gated-attribution');

/** Everything about some prompts, residuals from the oracle. */
async function attribute(attributor: Attributor, inputs: Subject, model: string, prompts: readonly number[]) {
  const blocks = firstBlock(inputs.sae.config.reads);
  const own = prompts.map((prompt) => modelOracle.models[model]!.prompts[prompt]!.resid[blocks]!);
  const width = inputs.model.config.dModel;
  const lengths = own.map((resid) => resid.length / width);
  return run(attributor, lengths, Float32Array.from(own.flat()), oracleContrast(inputs, prompts));
}

async function run(attributor: Attributor, lengths: readonly number[], resid: Float32Array, contrast: Float32Array) {
  const found = await attributor.attribute(lengths, resid, contrast);
  const [batch, position, feature] = [found.row, found.position, found.feature].map((column) => Array.from(column));
  return { ...found, batch: batch!, position: position!, feature: feature!, ones: found.onesGradient };
}

describe('attributions equal PyTorch autograd through the spliced SAE', () => {
  for (const { model, sae, hook, center, prompts } of [...cases, ...neox.cases, ...gated.cases]) {
    it(`${sae} at ${hook}${center ? ', centred' : ''}, in ${model}`, async () => {
      const inputs = await engineInputs({ model, sae, hook, center });
      const attributor = await openAttributor(inputs, 1);
      for (const expected of prompts) {
        const got = await attribute(attributor, inputs, model, [expected.prompt]);
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
      await attributor.release();
    });
  }
});

describe('attributions', () => {
  const options: EngineOptions = { sae: 'standard', hook: 'blocks.1.hook_resid_pre' };

  it('are refused for a dictionary that writes elsewhere than it reads', async () => {
    const inputs = await engineInputs(options);
    const dictionary = { ...inputs.dictionary, writes: { layer: 2, at: 'mlp_out' } } as const;
    await expect(openAttributor({ ...inputs, dictionary }, 1)).rejects.toThrow(
      /expected an SAE of the residual stream/,
    );
  });

  it('closes the ledger: features + bias + error = total, at every position', async () => {
    const inputs = await engineInputs(options);
    const attributor = await openAttributor(inputs, 1);
    const got = await attribute(attributor, inputs, PLAIN, [0, 1]);
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
    await attributor.release();
  });

  it('has 1·g = 0, and a constant added to the residual changes neither contrast, code nor gradient', async () => {
    const inputs = await engineInputs(options);
    const attributor = await openAttributor(inputs, 1);
    const plain = await attribute(attributor, inputs, PLAIN, [0]);
    const largest = Math.max(...plain.gradient.map(Math.abs));
    for (const sum of plain.ones) expect(Math.abs(sum) / largest).toBeLessThan(1e-5);
    const resid = modelOracle.models[PLAIN]!.prompts[0]!.resid[1]!.map((value) => value + 3);
    const moved = await run(attributor, [6], Float32Array.from(resid), oracleContrast(inputs, [0]));
    expectWithin(moved.contrast, plain.contrast, 1e-5, 'contrast');
    expectWithin(moved.gradient, plain.gradient, 1e-5, 'gradient');
    expect(moved.feature).toEqual(plain.feature);
    expectWithin(moved.activation, plain.activation, 1e-5, 'activation');
    await attributor.release();
  });

  it('leaves the contrast what the model says it is, although the SAE is spliced in', async () => {
    const inputs = await engineInputs(options);
    const attributor = await openAttributor(inputs, 1);
    for (const prompt of [0, 1, 2, 3, 4]) {
      const { logits } = modelOracle.models[PLAIN]!.prompts[prompt]!;
      const m = logits[modelOracle.answers[prompt]!]! - logits[modelOracle.foils[prompt]!]!;
      const { contrast } = await attribute(attributor, inputs, PLAIN, [prompt]);
      expect(Math.abs(contrast[0]! - m)).toBeLessThan(1e-5 * Math.max(...logits.map(Math.abs)));
    }
    await attributor.release();
  });

  it('gives every prompt the same numbers alone and in a batch', async () => {
    const inputs = await engineInputs(options);
    const attributor = await openAttributor(inputs, 1);
    const both = await attribute(attributor, inputs, PLAIN, [0, 1]);
    for (const [row, prompt] of [0, 1].entries()) {
      const alone = await attribute(attributor, inputs, PLAIN, [prompt]);
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
    await attributor.release();
  });

  it('gives prompts of several lengths that begin alike the same numbers alone and together', async () => {
    const inputs = await engineInputs(options);
    const attributor = await openAttributor(inputs, 1);
    const all = [0, 1, 2, 3, 4];
    const own = all.map((prompt) => modelOracle.models[PLAIN]!.prompts[prompt]!.resid[1]!);
    expect(new Set(own.map((resid) => resid.length)).size).toBeGreaterThan(1);
    // Prompt 0 once more under the contrast of prompt 1: the same rows, another gradient.
    const contrast = Float32Array.from([...oracleContrast(inputs, all), ...oracleContrast(inputs, [1])]);
    const resids = [...own, own[0]!];
    const lengths = resids.map((resid) => resid.length / 16);
    const together = await attributor.attribute(lengths, Float32Array.from(resids.flat()), contrast);
    let at = 0;
    for (const [b, resid] of resids.entries()) {
      const u = contrast.subarray(b * 16, (b + 1) * 16);
      const alone = await attributor.attribute([lengths[b]!], Float32Array.from(resid), u);
      const gradient = together.gradient.subarray(at * 16, (at + lengths[b]!) * 16);
      expectWithin(gradient, alone.gradient, 1e-6, `gradient of ${b}`);
      expectWithin(together.error.subarray(at, at + lengths[b]!), alone.error, 1e-5, `error of ${b}`);
      const codes = Array.from(together.projection).filter((_, i) => together.row[i] === b);
      expectWithin(codes, alone.projection, 1e-6, `projections of ${b}`);
      at += lengths[b]!;
    }
    await attributor.release();
  });

  it('predicts what moving along a decoder row does: d·g is the central difference of the contrast', async () => {
    const inputs = await engineInputs(options);
    const attributor = await openAttributor(inputs, 1);
    const got = await attribute(attributor, inputs, PLAIN, [0]);
    const rows = generate('sae/W_dec', [40, 16], { step: 2 ** -8 });
    const resid = Float32Array.from(modelOracle.models[PLAIN]!.prompts[0]!.resid[1]!);
    const at = async (position: number, feature: number, by: number): Promise<number> => {
      const moved = resid.slice();
      for (let d = 0; d < 16; d++) moved[position * 16 + d]! += by * rows[feature * 16 + d]!;
      return (await run(attributor, [6], moved, oracleContrast(inputs, [0]))).contrast[0]!;
    };
    const step = 2 ** -5;
    const scale = Math.max(...got.projection.map(Math.abs));
    for (let i = 0; i < got.feature.length; i += 7) {
      const [position, feature] = [got.position[i]!, got.feature[i]!];
      const difference = ((await at(position, feature, step)) - (await at(position, feature, -step))) / (2 * step);
      expect(Math.abs(difference - got.projection[i]!) / scale).toBeLessThan(5e-3);
    }
    await attributor.release();
  });

  it('attributes what removing a feature does, exactly so in the limit of a small activation', async () => {
    const inputs = await engineInputs(options);
    const attributor = await openAttributor(inputs, 1);
    const got = await attribute(attributor, inputs, PLAIN, [0]);
    const rows = generate('sae/W_dec', [40, 16], { step: 2 ** -8 });
    const resid = Float32Array.from(modelOracle.models[PLAIN]!.prompts[0]!.resid[1]!);
    // Removing a share of each feature's contribution: the change per share tends to the attribution.
    const removed = async (i: number, share: number): Promise<number> => {
      const moved = resid.slice();
      const by = share * got.activation[i]!;
      for (let d = 0; d < 16; d++) moved[got.position[i]! * 16 + d]! -= by * rows[got.feature[i]! * 16 + d]!;
      const { contrast } = await run(attributor, [6], moved, oracleContrast(inputs, [0]));
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
    await attributor.release();
  });
});
