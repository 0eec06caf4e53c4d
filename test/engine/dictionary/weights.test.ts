import { expect, test } from 'vitest';
import { parseSaeCfg } from '../../../src/engine/dictionary/cfg.ts';
import { expectedTensors, isAllOnes } from '../../../src/engine/dictionary/weights.ts';
import { SIX } from './cfg-examples.ts';

const names = (part: object): string[] =>
  expectedTensors(parseSaeCfg({ ...SIX, ...part }, { where: 'cfg.json' })).map(({ name }) => name);

test('each architecture has the tensors SAELens saves', () => {
  expect(names({})).toEqual(['W_enc', 'W_dec', 'b_dec', 'b_enc']);
  expect(names({ architecture: 'topk', k: 3 })).toEqual(['W_enc', 'W_dec', 'b_dec', 'b_enc']);
  expect(names({ architecture: 'jumprelu' })).toEqual(['W_enc', 'W_dec', 'b_dec', 'b_enc', 'threshold']);
  expect(names({ architecture: 'gated' })).toEqual(['W_enc', 'W_dec', 'b_dec', 'b_gate', 'r_mag', 'b_mag']);
});

test('shapes: encoder [d_in, d_sae], decoder [d_sae, d_in]', () => {
  const shapes = Object.fromEntries(
    expectedTensors(parseSaeCfg(SIX, { where: 'cfg.json' })).map(({ name, shape }) => [name, shape]),
  );
  expect(shapes).toEqual({ W_enc: [64, 512], W_dec: [512, 64], b_dec: [64], b_enc: [512] });
});

test('a factor that does nothing is one within the tolerance of torch.allclose', () => {
  expect(isAllOnes(Float32Array.of(1, 1 + 9e-6, 1 - 9e-6))).toBe(true);
  expect(isAllOnes(Float32Array.of(1, 1.0001))).toBe(false);
  expect(isAllOnes(Float32Array.of(1, Number.NaN))).toBe(false);
});
