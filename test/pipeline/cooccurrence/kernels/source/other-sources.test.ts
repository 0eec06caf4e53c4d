import { expect, it } from 'vitest';
import { OTHER_SOURCES } from '../../../../../pipeline/cooccurrence/kernels/source/other-sources.ts';
import { codeParts } from '../../../../../src/run/code-hash.ts';

it('names each once, and loads nothing', () => {
  expect(new Set(OTHER_SOURCES).size).toBe(OTHER_SOURCES.length);
  const path = 'pipeline/cooccurrence/kernels/source/other-sources';
  expect([...codeParts(`${path}.ts`).keys()]).toEqual([path]);
});
