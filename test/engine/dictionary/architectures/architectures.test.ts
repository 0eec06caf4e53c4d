import { expect, test } from 'vitest';
import { ARCHITECTURE_NAMES, architectureOf } from '../../../../src/engine/dictionary/architectures/architectures.ts';

test('architectures are found by name, each once', () => {
  expect(ARCHITECTURE_NAMES).toEqual(['standard', 'gated', 'jumprelu', 'topk', 'batchtopk']);
  for (const name of ARCHITECTURE_NAMES) expect(architectureOf(name).name).toBe(name);
  expect(() => architectureOf('temporal')).toThrow('no architecture temporal');
});
