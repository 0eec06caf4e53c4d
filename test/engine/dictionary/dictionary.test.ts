import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseSaeCfg } from '../../../src/engine/dictionary/cfg.ts';
import { type Dictionary, dictionaryOf, residualSite } from '../../../src/engine/dictionary/dictionary.ts';
import type { SaeFiles } from '../../../src/engine/dictionary/sae-files.ts';
import { expectedTensors } from '../../../src/engine/dictionary/weights.ts';
import { openSafetensors } from '../../../src/engine/model/files/safetensors.ts';
import { type TensorToWrite, writeSafetensors } from '../../../src/engine/model/files/write-safetensors.ts';
import { Graph } from '../../../src/engine/onnx/onnx-graph.ts';
import { floats, Session } from '../../../src/engine/onnx/runtime.ts';
import { StudyError } from '../../../src/errors.ts';
import { expectWithin } from '../../deviation.ts';
import { engineInputs, saeOracle } from '../../engine.ts';
import { generate } from '../../generated.ts';
import { temporaryFolder } from '../model/raw-safetensors.ts';

const [IN, OUT, F] = [4, 3, 5];

/** A transcoder from mlp_in to mlp_out of block 1, of random weights. */
async function transcoder(skip: boolean, center: boolean) {
  const folder = temporaryFolder();
  const cfg = {
    architecture: 'standard',
    d_in: IN,
    d_sae: F,
    dtype: 'float32',
    apply_b_dec_to_input: false,
    metadata: { hook_name: 'blocks.1.hook_resid_pre', sae_lens_version: '6.0.0' },
  };
  const config = {
    ...parseSaeCfg(cfg, { where: 'cfg.json' }),
    reads: { layer: 1, at: 'mlp_in' },
    transcodes: { writes: { layer: 1, at: 'mlp_out' }, dOut: OUT, skip },
  } as const;
  const tensors: Record<string, TensorToWrite> = {};
  for (const { name, shape } of expectedTensors(config))
    tensors[name] = { shape, values: generate(`transcoder/${name}`, shape, { step: 2 ** -6 }) };
  const path = join(folder, 'weights.safetensors');
  await writeSafetensors(path, tensors, {});
  const stored = (await openSafetensors(path)).tensors;
  const files: SaeFiles = { folder, config, tensors: stored, scalingFactor: null, configFile: '', weightsFile: path };
  const of = (name: string) => tensors[name].values as Float32Array;
  return { dictionary: dictionaryOf(files, { name: 'tc', center, folder }), of, folder };
}

/** Code and what is written for rows of `value`. */
async function run(dictionary: Dictionary, folder: string, value: Float32Array) {
  const graph = new Graph('dictionary');
  const { x } = dictionary.input(graph.input('value', 'float32', ['rows', dictionary.dIn]));
  const encoding = dictionary.encode(x);
  graph.output('code', encoding.code);
  graph.output('written', dictionary.decode(encoding, x));
  graph.output('bias', dictionary.bias(x));
  graph.output('unit', encoding.unit);
  const session = await Session.create(graph, { folder, threads: 1 });
  const results = await session.run({ value: { data: value, dims: [value.length / dictionary.dIn, dictionary.dIn] } });
  await session.release();
  return { code: floats(results, 'code'), written: floats(results, 'written'), unit: floats(results, 'unit') };
}

describe('a transcoder', () => {
  it.each([
    [false, false],
    [true, false],
    [true, true],
  ])('encodes what it reads and writes at another width; linear path: %s, centred: %s', async (skip, center) => {
    const { dictionary, of, folder } = await transcoder(skip, center);
    expect(dictionary).toMatchObject({ kind: 'transcoder', dIn: IN, dOut: OUT, dF: F });
    expect([dictionary.reads.at, dictionary.writes.at]).toEqual(['mlp_in', 'mlp_out']);
    const value = generate('transcoder/value', [2, IN]);
    const { code, written, unit } = await run(dictionary, folder, value);
    const rows = await dictionary.decoderRows(Array.from({ length: F }, (_, f) => f));
    const [encoder, offset, bias] = [of('W_enc'), of('b_enc'), of('b_dec')];
    for (const row of [0, 1]) {
      const own = value.subarray(row * IN, (row + 1) * IN);
      const mean = center ? own.reduce((sum, v) => sum + v, 0) / IN : 0;
      const x = Array.from(own, (v) => v - mean);
      const f = Array.from({ length: F }, (_, i) => Math.max(0, x.reduce((sum, v, d) => sum + v * encoder[d * F + i], offset[i]))); // biome-ignore format: one line
      expectWithin(code.subarray(row * F, (row + 1) * F), f, 1e-6, 'code');
      const expected = Array.from({ length: OUT }, (_, d) => {
        const features = f.reduce((sum, v, i) => sum + v * dictionary.unitScale(value, row * IN) * rows.get(i)![d], 0);
        return features + bias[d] + (skip ? x.reduce((sum, v, k) => sum + v * of('W_skip')[d * IN + k], 0) : 0);
      });
      expectWithin(written.subarray(row * OUT, (row + 1) * OUT), expected, 1e-6, 'written');
    }
    expect(code.some((v) => v > 0)).toBe(true);
    expect([...unit]).toEqual([1, 1]);
  });
});

describe('residualSite', () => {
  it('is where an SAE of the residual stream stands; any other dictionary is refused', async () => {
    const { dictionary: sae } = await engineInputs();
    expect(residualSite(sae)).toBe(sae.reads);
    const { dictionary } = await transcoder(false, false);
    const refused = [
      dictionary,
      { ...dictionary, writes: dictionary.reads },
      { ...sae, writes: { ...sae.writes, layer: 2 } },
    ];
    for (const other of refused) {
      expect(() => residualSite(other)).toThrow(StudyError);
      expect(() => residualSite(other)).toThrow(/expected an SAE of the residual stream/);
    }
  });
});

describe('one convention of decoder rows', () => {
  it.each(Object.keys(saeOracle.saes))('%s: Σ f·s·d and the bias are what the decoder writes', async (sae) => {
    const { dictionary, folder } = await engineInputs({ sae });
    expect(dictionary).toMatchObject({ name: 'sae', kind: 'sae', reads: dictionary.writes, center: true });
    const value = generate('sae/input', [saeOracle.rows, dictionary.dIn]);
    const { dIn, dF } = dictionary;
    const graph = new Graph('rows');
    const { x, mean } = dictionary.input(graph.input('value', 'float32', ['rows', dIn]));
    const encoding = dictionary.encode(x);
    graph.output('code', encoding.code);
    graph.output('unit', encoding.unit);
    graph.output('written', dictionary.decode(encoding, x));
    graph.output('bias', dictionary.bias(x));
    graph.output('some', dictionary.rows(graph.constant('int32', [2], [3, 1])));
    expect(mean?.shape).toEqual(['rows', 1]);
    const session = await Session.create(graph, { folder, threads: 1 });
    const results = await session.run({ value: { data: value, dims: [saeOracle.rows, dIn] } });
    await session.release();
    const of = (name: string) => floats(results, name);
    const rows = await dictionary.decoderRows(Array.from({ length: dF }, (_, f) => f));
    expectWithin(of('some'), [...rows.get(3)!, ...rows.get(1)!], 1e-6, 'rows in a graph');
    const bias = of('bias');
    const expected = Array.from({ length: value.length }, (_, i) => {
      const [n, d] = [Math.floor(i / dIn), i % dIn];
      let sum = bias[bias.length === dIn ? d : i];
      const scale = dictionary.unitScale(value, n * dIn);
      expect(of('unit')[n] / scale).toBeCloseTo(1, 5);
      for (let f = 0; f < dF; f++) sum += of('code')[n * dF + f] * scale * rows.get(f)![d];
      return sum;
    });
    expectWithin(of('written'), expected, 1e-5, 'reconstruction');
  });
});
