import { expect, test } from 'vitest';
import { hookAt, parseHook } from '../../../src/engine/dictionary/hook.ts';

test('names a block and the side of it', () => {
  expect(parseHook('blocks.7.hook_resid_pre', 'cfg.json')).toMatchObject({
    layer: 7,
    at: 'resid_pre',
  });
  expect(parseHook('blocks.11.hook_resid_post', 'cfg.json')).toMatchObject({
    layer: 11,
    at: 'resid_post',
  });
  expect(hookAt(3, 'resid_post')).toEqual(parseHook('blocks.3.hook_resid_post', 'cfg.json'));
});

test('other places in the model are refused by name', () => {
  for (const name of [
    'blocks.7.hook_resid_mid',
    'blocks.7.attn.hook_z',
    'model.layers.7',
    'xblocks.1.hook_resid_pre',
    7,
    null,
  ]) {
    expect(() => parseHook(name, 'cfg.json')).toThrow(
      /cfg\.json: hook .* expected blocks\.N\.hook_resid_pre or blocks\.N\.hook_resid_post/,
    );
  }
});
