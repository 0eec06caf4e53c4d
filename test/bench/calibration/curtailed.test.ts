import { expect, it } from 'vitest';
import { interactionLost } from '../../../bench/calibration/curtailed.ts';
import { removals } from '../../../bench/calibration/damage.ts';
import { PLAIN, syntheticWorld } from '../../../bench/calibration/world.ts';
import { poolSummary } from '../../../pipeline/cooccurrence/kernels/interaction/pool-summary.ts';
import { numbered } from '../../../pipeline/cooccurrence/kernels/interaction/strata.ts';
import { pairPool } from '../../../src/methods/intervention/removal/removal-plan.ts';

const features = Array.from({ length: 24 }, (_, f) => f);
const labels = features.map((f) => 1 + Math.floor(f / 12));

it.each([0, 1, 2, 3])(
  'gives up where the whole summary has a p that is too large, and nowhere else: seed %i',
  (seed) => {
    for (const interaction of [0, 0.3]) {
      const world = syntheticWorld({ ...PLAIN, seed, aligned: 0.95, interaction });
      const { train, test } = world.nullInput.splits[0];
      const pool = pairPool(labels, 60, seed);
      const found = removals(world, features, pool.pairs, 2);
      const heldOut = [{ split: 'strata', clusters: Int32Array.from(labels), prompts: [...test] }];
      const options = { seed, sesoi: 0.2, halves: [train, test] as const, strata: numbered(world.strata), heldOut };
      const rows = poolSummary(pool, labels, found, { ...options, only: ['stratum_excess'] });
      const row = rows.find(({ scope }) => scope === 'within-between');
      const passes = Math.max(row?.pGreater ?? 1, row?.pHeldOut ?? 1) <= 0.025;
      expect(interactionLost(pool.pairs, labels, found, options)).toBe(!passes);
    }
  },
);
