import { expect, it } from 'vitest';
import { openPath } from '../../../src/methods/attribution/integrated-gradients.ts';
import { engineInputs, modelOracle, oracleContrast, PLAIN } from '../../engine.ts';

it('ends at the residual: at α = 1 the gradient is that of the attribution graph', async () => {
  const inputs = await engineInputs();
  const contrast = oracleContrast(inputs, [0]);
  const prompt = modelOracle.models[PLAIN]!.prompts[0]!;
  const resid = Float32Array.from(prompt.resid[1]!);
  const path = await openPath(inputs, 1);
  // One step of the midpoint rule on a path of no length is the gradient at its end.
  const value = await path.contrastAt(resid, contrast, 1);
  const logits = prompt.logits;
  const expected = logits[modelOracle.answers[0]!]! - logits[modelOracle.foils[0]!]!;
  await path.release();
  expect(value[0]).toBeCloseTo(expected, 3);
});
