import { expect, it } from 'vitest';
import { openPath, STEPS } from '../../../src/methods/attribution/integrated-gradients.ts';
import { engineInputs, modelOracle, oracleContrast, PLAIN } from '../../engine.ts';

it('averages over ten steps unless told otherwise, and one step is the gradient half way', async () => {
  const inputs = await engineInputs();
  const contrast = oracleContrast(inputs, [0]);
  const resid = Float32Array.from(modelOracle.models[PLAIN]!.prompts[0]!.resid[1]!);
  const path = await openPath(inputs, 1);
  const mean = await path.meanGradient(resid, contrast);
  expect(STEPS).toBe(10);
  expect(Array.from(await path.meanGradient(resid, contrast, STEPS))).toEqual(Array.from(mean));
  const half = await path.meanGradient(resid, contrast, 1);
  expect(half).toHaveLength(resid.length);
  expect(Array.from(half)).not.toEqual(Array.from(mean));
  await path.release();
});
