import { expect, it } from 'vitest';
import { openProjector } from '../../../../../pipeline/cooccurrence/kernels/nulls/matrix-product.ts';

it('projects each direction on each gradient row', async () => {
  const projector = await openProjector({ rows: 2, width: 3, values: Float32Array.of(1, 2, 3, 4, 5, 6) }, 1);
  expect([...(await projector.project(Float32Array.of(1, 0, 0, 0, 1, -1)))]).toEqual([1, -1, 4, -1]);
  await expect(projector.project(Float32Array.of(1, 2))).rejects.toThrow('expected rows of 3');
  await projector.release();
});

it('takes gradients in shared memory', async () => {
  const values = new Float32Array(new SharedArrayBuffer(8));
  values.set([2, 3]);
  const projector = await openProjector({ rows: 1, width: 2, values }, 1);
  expect([...(await projector.project(Float32Array.of(1, 1)))]).toEqual([5]);
  await projector.release();
});
