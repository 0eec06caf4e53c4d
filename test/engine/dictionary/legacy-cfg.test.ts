import { expect, test } from 'vitest';
import { isBeforeSix, modernise } from '../../../src/engine/dictionary/legacy-cfg.ts';
import { RES_JB } from './cfg-examples.ts';

test('a missing or empty version and any below 6 is old', () => {
  for (const version of [undefined, null, '', '0.1', '5.99.99', 'v5.0'])
    expect(isBeforeSix(version, 'cfg.json')).toBe(true);
  for (const version of ['6.0.0-rc.0', '6', '10.0.0']) expect(isBeforeSix(version, 'cfg.json')).toBe(false);
  for (const version of ['six', 6])
    expect(() => isBeforeSix(version, 'cfg.json')).toThrow(/expected a version such as/);
});

test('old names become the new ones and nothing is lost', () => {
  const { options } = modernise(RES_JB, {}, 'cfg.json');
  expect(options).toMatchObject({
    hook_name: RES_JB.hook_point,
    hook_layer: 7,
    hook_head_index: null,
    architecture: 'standard',
    d_sae: 24_576,
  });
  expect(Object.keys(options)).toHaveLength(Object.keys(RES_JB).length + 1);
});
