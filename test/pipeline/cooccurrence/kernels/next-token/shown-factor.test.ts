import { expect, it } from 'vitest';
import { shownFactor } from '../../../../../pipeline/cooccurrence/kernels/next-token/shown-factor.ts';

it('is the smallest factor that moves the next token, the largest where none does, and none without steering', () => {
  const rows = [0.001, 0.05, 0.1, 0.02].map((kl, i) => ({ factor: 10 ** i, kl }));
  expect(shownFactor(rows)).toBe(100);
  expect(shownFactor(rows.slice(0, 2))).toBe(10);
  expect(shownFactor([])).toBeNull();
});
