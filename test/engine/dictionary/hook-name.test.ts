import { describe, expect, test } from 'vitest';
import { siteOfHook } from '../../../src/engine/dictionary/hook-name.ts';
import { StudyError } from '../../../src/errors.ts';

const at = (name: unknown, layer?: unknown): string => {
  const site = siteOfHook(name, layer, 'cfg.json');
  return `${site.at} ${site.layer}`;
};

describe('one residual stream, many spellings', () => {
  const LAYERS = [0, 5, 11, 47];
  const before = ['blocks.N.hook_resid_pre', 'blocks.N.hook_in', 'resid_pre_layer_N', 'transformer.h.N.input'];
  const after = [
    'blocks.N.hook_resid_post',
    'blocks.N.hook_out',
    'blocks.N',
    'transformer.h.N',
    'transformer.h[N]',
    'h.N',
    'model.layers.N',
    'model.layers[N].output',
    'model.layers.N.output.0',
    'gpt_neox.layers.N',
    'layers.N',
    'model.decoder.layers.N',
    'model.language_model.layers.N',
    '_orig_mod.transformer.h.N',
    'module.gpt_neox.layers.N',
    'resid_post_layer_N',
  ];
  test.each(before)('%s is the residual before a block', (name) => {
    for (const layer of LAYERS) expect(at(name.replace('N', String(layer)))).toBe(`resid_pre ${layer}`);
  });
  test.each(after)('%s is the residual after one', (name) => {
    for (const layer of LAYERS) expect(at(name.replace('N', String(layer)))).toBe(`resid_post ${layer}`);
  });
});

test('a number left open is that of hook_layer', () => {
  for (const open of ['{layer}', '{}', '{l}', '{hook_layer}', '%d']) {
    expect(at(`blocks.${open}.hook_resid_pre`, 3)).toBe('resid_pre 3');
    expect(at(`model.layers.${open}`, 4)).toBe('resid_post 4');
    for (const layer of [undefined, null, -1, 1.5, '3'])
      expect(() => at(`blocks.${open}.hook_resid_pre`, layer)).toThrow(/hook_layer: .* beside the hook name/);
  }
});

test('other places and other values are refused by name', () => {
  const others = [
    'blocks.7.hook_resid_mid',
    'blocks.7.hook_mlp_out',
    'blocks.7.attn.hook_z',
    'transformer.h.7.mlp',
    'model.layers.7.self_attn',
    'model.layers',
    'model.layers.99999',
    'lm_head',
    '',
    7,
    null,
    {},
  ];
  for (const name of others) {
    expect(() => at(name)).toThrow(StudyError);
    expect(() => at(name)).toThrow(/^cfg\.json: hook .*, expected blocks\.N\.hook_resid_pre or/);
  }
  expect(() => at(undefined)).toThrow(/no hook name/);
});
