import { describe, expect, it } from 'vitest';
import { parseSaeCfg } from '../../../src/engine/dictionary/cfg.ts';
import { decoderRows } from '../../../src/engine/dictionary/decoder-rows.ts';
import { unitScale, unitScales } from '../../../src/engine/dictionary/unit-scale.ts';
import { Graph } from '../../../src/engine/onnx/onnx-graph.ts';
import * as ops from '../../../src/engine/onnx/ops.ts';
import { floats, Session } from '../../../src/engine/onnx/runtime.ts';
import type { Subject } from '../../../src/engine/passes/subject.ts';
import { engineInputs, saeOracle } from '../../engine.ts';

const config = parseSaeCfg(
  { architecture: 'standard', d_in: 2, d_sae: 4, dtype: 'float32', apply_b_dec_to_input: true, normalize_activations: 'none', reshape_activations: 'none', metadata: { hook_name: 'blocks.1.hook_resid_pre', model_name: 'm', prepend_bos: true, sae_lens_version: '6.10.0' } }, // biome-ignore format: one line
  { where: 'cfg.json', activationScale: undefined },
);

describe('unitScale', () => {
  const resid = Float32Array.of(9, 1, 5); // the two values from index 1 on
  const scale = (normalization: typeof config.normalization, center: boolean, inputScale = 1) =>
    unitScale({ config: { ...config, normalization, inputScale }, center }, resid, 1);

  it('is what the SAE undoes after decoding', () => {
    expect(scale('none', true)).toBe(1);
    expect(scale('none', true, 4)).toBe(1);
    expect(scale('constant_norm_rescale', false)).toBeCloseTo(Math.sqrt(26 / 2), 12);
    expect(scale('constant_norm_rescale', true)).toBeCloseTo(Math.sqrt(8 / 2), 12);
    expect(scale('layer_norm', false)).toBeCloseTo(Math.sqrt(8), 12);
    expect(scale('layer_norm', true, 7)).toBeCloseTo(7 * Math.sqrt(8), 12);
  });
});

describe('unitScales', () => {
  const FEATURE = 2;
  const POSITIONS = 3;

  /** [T, D] what the dictionary itself writes at these residuals for one more unit of a feature's code: decode(f + 1) − decode(f). */
  async function oneMoreUnit({ dictionary, folder }: Subject, resid: Float32Array) {
    const { dIn, dF } = dictionary;
    const graph = new Graph('unit');
    const { x } = dictionary.input(graph.input('x', 'float32', ['rows', dIn]));
    const encoding = dictionary.encode(x);
    const more = ops.add(encoding.code, graph.input('more', 'float32', [1, dF]));
    graph.output('written', dictionary.decode({ ...encoding, code: more }, x));
    const session = await Session.create(graph, { folder, threads: 1 });
    const at = async (unit: number) => {
      const data = new Float32Array(dF);
      data[FEATURE] = unit;
      const feeds = { x: { data: resid, dims: [POSITIONS, dIn] }, more: { data, dims: [1, dF] } };
      return floats(await session.run(feeds), 'written');
    };
    const [none, one] = [await at(0), await at(1)];
    await session.release();
    return one.map((value, i) => value - none[i]!);
  }

  it.each(Object.keys(saeOracle.saes))('%s: a unit of code adds the scale times the decoder row', async (name) => {
    const subject = await engineInputs({ sae: name });
    const { sae, centering } = subject;
    const { dIn, normalization } = sae.config;
    const resid = Float32Array.from({ length: POSITIONS * dIn }, (_, i) => Math.sin(i) * (1 + i / dIn));
    const [scales] = unitScales([{ resid, codes: new Map() }], { config: sae.config, center: centering.center });
    const row = (await decoderRows(sae, [FEATURE])).get(FEATURE)!;
    const added = await oneMoreUnit(subject, resid);
    expect(scales).toHaveLength(POSITIONS);
    const largest = Math.max(...added.map(Math.abs));
    expect(largest).toBeGreaterThan(0);
    added.forEach((value, i) => {
      const expected = scales[Math.floor(i / dIn)]! * row[i % dIn]!;
      expect(Math.abs(value - expected)).toBeLessThan(1e-4 * largest);
    });
    // Where a normalisation differs from position to position, so does the scale.
    expect(new Set(scales).size).toBe(normalization === 'none' ? 1 : POSITIONS);
  });
});
