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

it('features split into halves and merged again have the replicate of the unsplit ones, to the bit, where halves are given one direction', async () => {
  const world = sharedGradient({ seed: 2, features: 12, candidates: 24, planted: 6 });
  const matched = await matchedWorld(world);
  const projector = await openProjector(matched.gradient, 1);
  const projections = await projector.project(world.own);
  await projector.release();
  const { codes } = matched;
  const { prompts, features } = codes;
  const rows = projections.length / features;
  const twice = Float32Array.from({ length: 2 * projections.length }, (_, i) => projections[Math.floor(i / (2 * features)) * features + (i % features)]); // biome-ignore format: one line
  const offsets = new Int32Array(2 * prompts * features + 1);
  const [codeRows, activations]: [number[], number[]] = [[], []];
  for (let p = 0; p < prompts; p++)
    for (let f = 0; f < 2 * features; f++) {
      const cell = p * features + (f % features);
      for (let k = codes.offsets[cell]; k < codes.offsets[cell + 1]; k++) {
        codeRows.push(codes.rows[k]);
        activations.push(codes.activations[k] / 2);
      }
      offsets[2 * p * features + f + 1] = codeRows.length;
    }
  const nodes = { count: features, of: Int32Array.from({ length: 2 * features }, (_, f) => f % features) };
  const split = { ...codes, features: 2 * features, offsets, rows: Int32Array.from(codeRows), activations: Float32Array.from(activations), nodes }; // biome-ignore format: one line
  const halves = { ...matched, codes: split, removed: { ...matched.removed, codes: split } };
  expect(twice).toHaveLength(2 * rows * features);
  expect(statisticsOf(halves, twice)).toEqual(statisticsOf(matched, projections));
});
