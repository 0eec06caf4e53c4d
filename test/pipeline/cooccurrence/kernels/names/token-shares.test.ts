import { expect, it } from 'vitest';
import { tokenShares } from '../../../../../pipeline/cooccurrence/kernels/names/token-shares.ts';

const fired = (rows: readonly (readonly [number, number, number])[]) => ({
  feature_id: Int32Array.from(rows, ([id]) => id),
  token_id: Int32Array.from(rows, ([, token]) => token),
  activation: Float32Array.from(rows, ([, , code]) => code),
});

it('is the token with most of the mass, whatever the number of its places, ties to the smaller id', () => {
  const found = tokenShares(fired([[3, 50, 1], [3, 50, 1], [3, 40, 6], [8, 9, 2], [8, 2, 1], [8, 2, 1]])); // biome-ignore format: one line
  expect(found.get(3)).toEqual({ tokenId: 40, share: 0.75 });
  expect(found.get(8)).toEqual({ tokenId: 2, share: 0.5 });
  expect(found.size).toBe(2);
});

it('takes sorted rows alone', () => {
  expect(() => tokenShares(fired([[3, 1, 1], [4, 1, 1], [3, 1, 1]]))).toThrow('feature 3 again at row 2'); // biome-ignore format: one line
  expect(tokenShares(fired([])).size).toBe(0);
});
