import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { METHODS } from '../../../src/methods/attribution/method-names.ts';
import { openMethod } from '../../../src/methods/attribution/method-values.ts';
import { engineInputs } from '../../engine.ts';
import { loadStudy } from '../../study.ts';

const file = resolve('studies/sports.yaml');

it('are what a study file may name, and each is one that runs', async () => {
  for (const method of METHODS) {
    expect(loadStudy(file, [`attribution.method=${method}`]).attribution.method).toBe(method);
    const runner = await openMethod(method, await engineInputs(), 1);
    await runner.release();
  }
  expect(() => loadStudy(file, ['attribution.method=saliency'])).toThrow(/attribution\.method/);
});
