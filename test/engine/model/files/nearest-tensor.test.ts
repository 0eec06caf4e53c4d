import { expect, test } from 'vitest';
import { nearestTensor } from '../../../../src/engine/model/files/nearest-tensor.ts';

test('a name with something before it, and what takes it off', () => {
  for (const wrapper of ['_orig_mod.', 'module.', 'model.', 'module._orig_mod.', 'sae.']) {
    const found = nearestTensor('wte.weight', [`${wrapper}wpe.weight`, `${wrapper}transformer.wte.weight`]);
    expect(found).toContain(`The nearest in the file is ${wrapper}transformer.wte.weight.`);
    expect(found).toContain(`k.removeprefix("${wrapper}")`);
  }
  expect(nearestTensor('W_enc', ['my.wrap.W_enc'])).toContain('k.removeprefix("my.wrap.")');
});

test('the name that ends most alike, or nothing', () => {
  expect(nearestTensor('h.0.ln_1.weight', ['a.bias', 'h.0.norm_1.weight', 'b.weight'])).toBe(
    'The nearest in the file is h.0.norm_1.weight.',
  );
  expect(nearestTensor('W_enc', ['x', 'decoder'])).toBeUndefined();
  expect(nearestTensor('W_enc', [])).toBeUndefined();
});
