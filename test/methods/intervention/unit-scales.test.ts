import { expect, it } from 'vitest';
import { unitScales } from '../../../src/methods/intervention/unit-scales.ts';
import { engineInputs, saeOracle } from '../../engine.ts';

it.each(Object.keys(saeOracle.saes))('%s: one, or what undoing the normalisation multiplies', async (name) => {
  const { config } = (await engineInputs({ sae: name })).sae;
  const { dIn, normalization } = config;
  const resid = Float32Array.from({ length: 2 * dIn }, (_, i) => Math.sin(i) * (1 + i));
  const [scales] = unitScales([{ resid, codes: new Map() }], { config, center: true });
  const expected = [0, 1].map((t) => {
    const x = resid.subarray(t * dIn, (t + 1) * dIn);
    const mean = x.reduce((sum, value) => sum + value, 0) / dIn;
    const squares = x.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    if (normalization === 'none') return 1;
    return config.inputScale * Math.sqrt(squares / (normalization === 'layer_norm' ? dIn - 1 : dIn));
  });
  expect(scales).toHaveLength(2);
  scales.forEach((scale, t) => expect(scale / expected[t]).toBeCloseTo(1, 6));
});
