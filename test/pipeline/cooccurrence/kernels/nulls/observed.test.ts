import { expect, it } from 'vitest';
import { attributionsOf } from '../../../../../pipeline/cooccurrence/kernels/nulls/attributions.ts';
import { openProjector } from '../../../../../pipeline/cooccurrence/kernels/nulls/matrix-product.ts';
import { observedStatistics } from '../../../../../pipeline/cooccurrence/kernels/nulls/observed.ts';
import { statisticsOf } from '../../../../../pipeline/cooccurrence/kernels/nulls/replicates.ts';
import { matchedWorld, sharedGradient } from './shared-gradient.ts';

const world = sharedGradient({ seed: 2, features: 30, candidates: 60 });
const { nullInput, own } = world;

async function storedMatrix(): Promise<Float64Array> {
  const projector = await openProjector(nullInput.gradient, 1);
  const values = attributionsOf(nullInput.codes, await projector.project(own), 'sum');
  await projector.release();
  return values;
}

it('is what the replicates would give with the own directions', async () => {
  const projector = await openProjector(nullInput.gradient, 1);
  const expected = statisticsOf(await matchedWorld(world), await projector.project(own));
  await projector.release();
  expect((await observedStatistics(nullInput, own, await storedMatrix(), 'gradient')).statistics).toEqual(expected);
});

it('refuses a matrix that the codes, gradients and directions do not make', async () => {
  const stored = await storedMatrix();
  stored[31] += 0.01 * Math.max(...stored.map(Math.abs));
  await expect(observedStatistics(nullInput, own, stored, 'gradient')).rejects.toThrow(
    'for prompt 1, column 1, expected the stored',
  );
  await expect(observedStatistics(nullInput, own, stored.slice(1), 'gradient')).rejects.toThrow('expected 1799');
});

it('does not check a matrix of another method against activation times projection', async () => {
  const stored = (await storedMatrix()).map((value) => value * 1.5);
  const found = await observedStatistics(nullInput, own, stored, 'exact');
  expect(found.statistics[0]).toBe(
    (await observedStatistics(nullInput, own, await storedMatrix(), 'gradient')).statistics[0],
  );
});
