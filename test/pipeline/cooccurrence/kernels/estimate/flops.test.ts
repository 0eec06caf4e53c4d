import { expect, it } from 'vitest';
import {
  blockBytes,
  blockFlops,
  headFlops,
  rowFlops,
  sequenceFlops,
  tailFlops,
  unembeddingFlops,
} from '../../../../../pipeline/cooccurrence/kernels/estimate/flops.ts';

const sizes = { nLayers: 4, dModel: 3, dInner: 5, vocabSize: 7 };

it('a block of D 3 and I 5 at two positions, counted by hand', () => {
  // Projections: 2 · 2 · (4·9 + 2·15) = 264; q·k and the mix: 4 · 4 · 3 = 48.
  expect(blockFlops(sizes, 2)).toBe(264 + 48);
  expect(blockBytes(sizes)).toBe(4 * (36 + 30));
  expect(unembeddingFlops(sizes)).toBe(42);
});

it('head and tail are whole blocks, and the last block costs less than a whole one', () => {
  expect(headFlops(sizes, 3, 2)).toBe(3 * blockFlops(sizes, 2));
  const last = tailFlops(sizes, 3, 2);
  expect(last).toBeLessThan(blockFlops(sizes, 2));
  expect(tailFlops(sizes, 1, 2)).toBe(2 * blockFlops(sizes, 2) + last);
  expect(tailFlops(sizes, 4, 2)).toBe(0);
  // At one position there is nothing to save.
  expect(tailFlops(sizes, 3, 1)).toBe(blockFlops(sizes, 1));
});

it('the tail is what its positions cost and what a sequence costs', () => {
  expect(tailFlops(sizes, 1, 5)).toBe(5 * rowFlops(sizes, 1) + sequenceFlops(sizes, 1, 5));
  // Two whole blocks of 2 · (4·9 + 2·15), keys and values of the last.
  expect(rowFlops(sizes, 1)).toBe(2 * 2 * 66 + 4 * 9);
  expect([rowFlops(sizes, 4), sequenceFlops(sizes, 4, 5)]).toEqual([0, 0]);
});

it("GPT-2 small's tail from block 7 on eleven positions is 0.66 GFLOP", () => {
  const small = { nLayers: 12, dModel: 768, dInner: 3072, vocabSize: 50_257 };
  expect(tailFlops(small, 7, 11) / 1e9).toBeCloseTo(0.665, 2);
});
