import { describe, expect, it } from 'vitest';
import { setFindings } from '../../../bench/calibration/sets.ts';
import { PLAIN, syntheticWorld } from '../../../bench/calibration/world.ts';

const { features: FEATURES, prompts: PROMPTS } = PLAIN;
/** The planted groups as clusters, on all prompts and on the first half. */
const features = Array.from({ length: (3 * FEATURES) / 4 }, (_, f) => f);
const cluster = (f: number) => 1 + Math.floor((4 * f) / FEATURES);
const labels = features.map(cluster);
const findings = (interaction: number) => {
  const world = syntheticWorld({ ...PLAIN, seed: 1, aligned: 0.95, interaction });
  const [{ train, test }] = world.nullInput.splits;
  const clusters = Int32Array.from({ length: FEATURES }, (_, f) => (f < features.length ? cluster(f) : 0));
  return setFindings(world, { seed: 1, sesoi: 0.2, halves: [train, test], features, labels, splits: [{ split: 'strata', clusters, test }], prompts: PROMPTS }, false); // biome-ignore format: one line
};

describe('setFindings', () => {
  it('finds more damage within clusters where pairs interact strongly, also on held-out prompts', () => {
    const { sets, heldOutSets } = findings(8);
    expect(sets?.estimate).toBeGreaterThan(1);
    expect(sets?.p_greater).toBeLessThan(0.025);
    expect(heldOutSets[0].p).toBeLessThan(0.025);
  });

  it('finds none where they do not', () => {
    expect(findings(0).sets?.p_greater).toBeGreaterThan(0.025);
  });
});
