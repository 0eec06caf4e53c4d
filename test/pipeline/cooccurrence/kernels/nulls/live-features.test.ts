import { expect, it } from 'vitest';
import { DEAD, liveFeatures } from '../../../../../pipeline/cooccurrence/kernels/nulls/live-features.ts';

const decoder = { features: 3, width: 1, rows: Float32Array.of(1, 0, 1), norms: Float64Array.of(1, 0, 1) };

it('are those with a row that fire at all', () => {
  expect([...liveFeatures(decoder, null)]).toEqual([0, 2]);
  expect([...liveFeatures(decoder, Float32Array.of(-1, -1, DEAD - 0.5))]).toEqual([0]);
  expect([...liveFeatures(decoder, Float32Array.of(DEAD, -1, -1))]).toEqual([0, 2]);
});
