import { describe, expect, it } from 'vitest';
import { parseSaeCfg } from '../../../src/engine/dictionary/cfg.ts';
import { unitScale } from '../../../src/engine/dictionary/unit-scale.ts';

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
