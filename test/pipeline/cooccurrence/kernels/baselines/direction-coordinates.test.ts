import { expect, it } from 'vitest';
import {
  directionCoordinates,
  promptGradients,
} from '../../../../../pipeline/cooccurrence/kernels/baselines/direction-coordinates.ts';
import { openShards } from '../../../../../src/run/shards.ts';
import { temporaryFolder } from '../../../../engine/model/raw-safetensors.ts';

it('the code of a direction is how far the residual is from its slot’s mean along it, its attribution that times the slope', () => {
  const prompts = [{ resid: Float32Array.of(1, 5, 2, 7) }, { resid: Float32Array.of(3, 5, 6, 9) }];
  const slots = { count: 2, of: [Int32Array.of(0, 1), Int32Array.of(0, 1)] };
  const gradients = [Float32Array.of(1, 0, 10, 1), Float32Array.of(1, 0, 10, 1)];
  const found = directionCoordinates({ slots, width: 2, prompts, skip: 0 }, gradients, [[1, 0], [0, -1]]); // biome-ignore format: one line
  const plain = (own: Float32Array) => Array.from(own, (x) => x + 0);
  expect(found.codes.map(plain)).toEqual([[-1, 0, -2, 1], [1, 0, 2, -1]]); // biome-ignore format: one line
  // The sign of a direction turns code and slope alike.
  expect(found.attributions.map(plain)).toEqual([[-1, 0, -20, -1], [1, 0, 20, 1]]); // biome-ignore format: one line
  expect([...found.rows]).toEqual([[0, Float32Array.of(1, 0)], [1, Float32Array.of(0, -1)]]); // biome-ignore format: one line
});

it('gradients are those of each prompt, whatever batch it is in', () => {
  const plan = { batches: [{ rows: [2, 0], lengths: [1, 2] }, { rows: [1], lengths: [1] }] }; // biome-ignore format: one line
  const folder = openShards(temporaryFolder(), 'attribute', 'h', plan);
  const ints = (...data: number[]) => ({ data: Int32Array.from(data), dims: [data.length] });
  const rows = (...data: number[]) => ({ data: Float32Array.from(data), dims: [data.length / 2, 2] });
  folder.write(0, { prompt: ints(2, 0), length: ints(1, 2), gradient: rows(1, 2, 3, 4, 5, 6) });
  folder.write(1, { prompt: ints(1), length: ints(1), gradient: rows(7, 8) });
  expect(promptGradients(folder).map((own) => [...own])).toEqual([[3, 4, 5, 6], [7, 8], [1, 2]]); // biome-ignore format: one line
});
