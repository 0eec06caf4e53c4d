import { expect, it } from 'vitest';
import { productRate } from '../../../../../pipeline/cooccurrence/kernels/estimate/probe.ts';

it('is a rate that some machine has', async () => {
  const rate = await productRate(1);
  expect(rate).toBeGreaterThan(1e8);
  expect(rate).toBeLessThan(1e14);
});
