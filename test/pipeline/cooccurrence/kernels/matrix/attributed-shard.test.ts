import { expect, it } from 'vitest';
import { attributedShard } from '../../../../../pipeline/cooccurrence/kernels/matrix/attributed-shard.ts';
import { decodeShard, encodeShard } from '../../../../../src/run/shard-file.ts';

/** Two prompts of one and two positions, width 2, one code. */
const found = {
  contrast: Float32Array.of(0.5, 1.5),
  gradient: Float32Array.of(1, 2, 3, 4, 5, 6),
  row: Int32Array.of(1),
  position: Int32Array.of(0),
  feature: Int32Array.of(77),
  activation: Float32Array.of(2),
  projection: Float32Array.of(3),
  rowScale: Float32Array.of(0.25),
  bias: Float32Array.of(11, 12, 13),
  error: Float32Array.of(21, 22, 23),
  total: Float32Array.of(31, 32, 33),
  onesGradient: Float32Array.of(41, 42, 43),
};
const batch = { rows: [8, 3], lengths: [1, 2] };
const of = { batch, resid: Float32Array.of(9, 8, 7, 6, 5, 4), found, values: Float32Array.of(6) };

it('has vectors of positions as rows and everything else as a list, each under its own name', () => {
  const shard = attributedShard(of, 2);
  expect(shard.prompt).toEqual({ data: Int32Array.of(8, 3), dims: [2] });
  expect(shard.length).toEqual({ data: Int32Array.of(1, 2), dims: [2] });
  expect(shard.resid).toEqual({ data: of.resid, dims: [3, 2] });
  expect(shard.gradient).toEqual({ data: found.gradient, dims: [3, 2] });
  expect(shard.attribution).toEqual({ data: Float32Array.of(6), dims: [1] });
  expect(shard.row_scale.data).toEqual(found.rowScale);
  expect(shard.ones_gradient).toEqual({ data: found.onesGradient, dims: [3] });
  for (const name of [
    'contrast',
    'row',
    'position',
    'feature',
    'activation',
    'projection',
    'bias',
    'error',
    'total',
  ] as const)
    expect(shard[name], name).toEqual({ data: found[name], dims: [found[name].length] });
});

it('comes back from a file as it was', () => {
  const shard = attributedShard(of, 2);
  expect(decodeShard(encodeShard(shard), 'x')).toEqual(shard);
});
