import { describe, expect, it } from 'vitest';
import { cohesionInterval, DECIDING, decidingNulls, decidingOf } from '../../../bench/calibration/deciding.ts';
import { PLAIN, syntheticWorld } from '../../../bench/calibration/world.ts';
import { attributionsOf } from '../../../pipeline/cooccurrence/kernels/nulls/attributions.ts';
import { decidesAt } from '../../../pipeline/cooccurrence/kernels/nulls/density.ts';
import { directionNull } from '../../../pipeline/cooccurrence/kernels/nulls/directions.ts';
import { openProjector } from '../../../pipeline/cooccurrence/kernels/nulls/matrix-product.ts';
import {
  askedOf,
  matchedTo,
  openReplicates,
  statisticsOf,
} from '../../../pipeline/cooccurrence/kernels/nulls/replicates.ts';
import { statisticIntervals } from '../../../pipeline/cooccurrence/kernels/nulls/statistic-interval.ts';
import { summaries } from '../../../pipeline/cooccurrence/kernels/nulls/summary.ts';

const BOTH = new Set(['H1', 'H3'] as const);
const names = Object.values(DECIDING).flatMap((name) => [name, `held_out:strata:${name}`]);

async function opened() {
  const world = syntheticWorld({ ...PLAIN, seed: 2, aligned: 0.9, importance: 0.7 });
  const { codes, rule, gradient } = world.nullInput;
  const projector = await openProjector(gradient, 1);
  const projections = await projector.project(world.own);
  await projector.release();
  const matrix = { rows: codes.prompts, cols: codes.features, values: attributionsOf(codes, projections, rule) };
  return { world, projections, matrix, matched: matchedTo(matrix, world.nullInput) };
}

describe('what decides H1 and H3 is what stage nulls makes of it', () => {
  it('in the study and its interval', async () => {
    const { world, projections, matrix, matched } = await opened();
    const all = statisticsOf(matched, projections, { stored: matrix.values });
    const asked = askedOf(matched);
    const found = decidingOf(matched, projections, BOTH, matrix.values);
    names.forEach((name, s) => {
      const at = asked.findIndex(({ statistic, density }) => statistic === name && density === decidesAt(name));
      expect(found[s], name).toBe(all[at]);
    });
    const row = statisticIntervals(matrix, world.strata, matched, all).find(({ statistic }) => statistic === 'cohesion'); // biome-ignore format: one line
    expect(cohesionInterval(matrix, world.strata, matched, found[0])).toMatchObject({ low: row?.low, high: row?.high });
  }, 120_000);

  it('in replicates, and curtailed ones are the first of them', async () => {
    const { world, projections, matrix, matched } = await opened();
    const source = directionNull('random-rows', world.dictionary);
    if (typeof source === 'string') throw new Error(source);
    const [replicates, asked] = [6, askedOf(matched)];
    const runner = await openReplicates(matched, source);
    const made = await runner.run(0, replicates);
    await runner.release();
    const expected = summaries('random-rows', asked, statisticsOf(matched, projections, { stored: matrix.values }), made); // biome-ignore format: one line
    const options = { replicates, curtail: false, alive: [...BOTH] };
    const { rows } = await decidingNulls(world, matched, projections, matrix, options);
    for (const name of names) {
      const [own] = rows.filter((row) => row.null === 'random-rows' && row.statistic === name);
      const row = expected.find((other) => other.statistic === name && other.decides);
      expect(own.median, name).toBe(row?.median);
      expect(own.observed, name).toBe(row?.observed);
    }
  }, 120_000);

  it('stops where more replicates are as large as there is room for', async () => {
    const { world, projections, matrix, matched } = await opened();
    const options = { replicates: 119, curtail: true, alive: [...BOTH] };
    const whole = await decidingNulls(world, matched, projections, matrix, { ...options, curtail: false });
    const some = await decidingNulls(world, matched, projections, matrix, options);
    for (const claim of BOTH) {
      const largest = Math.max(...whole.rows.filter(({ statistic }) => statistic.endsWith(DECIDING[claim])).map(({ p }) => p ?? 1)); // biome-ignore format: one line
      expect(some.lost.has(claim), claim).toBe(largest > 0.025);
    }
  }, 120_000);
});
