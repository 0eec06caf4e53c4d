import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { openAttributor } from '../../../src/methods/attribution/attribute.ts';
import { METHODS } from '../../../src/methods/attribution/method-names.ts';
import { openMethod } from '../../../src/methods/attribution/method-values.ts';
import { engineInputs, modelOracle, oracleContrast, PLAIN } from '../../engine.ts';
import { loadStudy } from '../../study.ts';

const file = resolve('studies/sports.yaml');

it('are what a study file may name, and no other', () => {
  for (const method of METHODS)
    expect(loadStudy(file, [`attribution.method=${method}`]).attribution.method).toBe(method);
  expect(() => loadStudy(file, ['attribution.method=saliency'])).toThrow(/attribution\.method/);
});

it('are each a method that runs, with one value for each code, and values of its own', async () => {
  const inputs = await engineInputs();
  const resid = Float32Array.from(modelOracle.models[PLAIN]!.prompts[0]!.resid[1]!);
  const lengths = [resid.length / inputs.model.config.dModel];
  const contrast = oracleContrast(inputs, [0]);
  const attributor = await openAttributor(inputs, 1);
  const found = await attributor.attribute(lengths, resid, contrast);
  await attributor.release();
  const values = new Map<string, number[]>();
  for (const method of METHODS) {
    const runner = await openMethod(method, inputs, 1);
    values.set(method, [...(await runner.values(lengths, resid, contrast, found))]);
    await runner.release();
  }
  for (const [method, own] of values) {
    expect(own, method).toHaveLength(found.feature.length);
    expect(own.every(Number.isFinite), method).toBe(true);
    expect(own.some((value) => value !== 0), method).toBe(true); // biome-ignore format: one line
  }
  expect(values.get('gradient')).toEqual(Array.from(found.activation, (f, i) => Math.fround(f * found.projection[i]!)));
  expect(new Set([...values.values()].map((own) => own.join())).size).toBe(METHODS.length);
});
