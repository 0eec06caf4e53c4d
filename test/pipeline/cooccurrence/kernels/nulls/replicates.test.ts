import { describe, expect, it } from 'vitest';
import { openProjector } from '../../../../../pipeline/cooccurrence/kernels/nulls/matrix-product.ts';
import { askedOf, statisticsOf } from '../../../../../pipeline/cooccurrence/kernels/nulls/replicates.ts';
import { runNull } from '../../../../../pipeline/cooccurrence/kernels/nulls/run-null.ts';
import { summaries } from '../../../../../pipeline/cooccurrence/kernels/nulls/summary.ts';
import { matchedWorld, sharedGradient, type World } from './shared-gradient.ts';

async function pOf(world: World, statistic: string): Promise<number> {
  const { source, own } = world;
  const nullInput = await matchedWorld(world);
  const asked = askedOf(nullInput);
  const projector = await openProjector(nullInput.gradient, 1);
  const observed = statisticsOf(nullInput, await projector.project(own));
  await projector.release();
  const { values } = await runNull(nullInput, source, { replicates: 100, threads: 1, advance: () => undefined });
  const row = summaries('random-rows', asked, observed, values).find(
    (found) => found.decides && found.statistic === statistic,
  );
  return row?.p ?? Number.NaN;
}

describe('the null of random rows', () => {
  it('does not reject a world without interaction more often than it says: at most 6 of 40 at 0.05', async () => {
    // P(more than 6 of 40 at a true rate of 0.05) is 0.3 %. Shared gradient and gain alone make every network here.
    let rejected = 0;
    for (let seed = 0; seed < 40; seed++) {
      const p = await pOf(sharedGradient({ seed, features: 40, candidates: 160 }), 'edges');
      if (p <= 0.05) rejected++;
    }
    expect(rejected).toBeLessThanOrEqual(6);
  }, 240_000);

  it('rejects planted groups of features with one direction each', async () => {
    for (let seed = 0; seed < 5; seed++)
      expect(
        await pOf(sharedGradient({ seed, features: 40, candidates: 160, planted: 16 }), 'edges'),
      ).toBeLessThanOrEqual(0.05);
  });
});
