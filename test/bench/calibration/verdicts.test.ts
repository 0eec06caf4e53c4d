import { describe, expect, it } from 'vitest';
import { worldVerdicts } from '../../../bench/calibration/verdicts.ts';
import { PLAIN, syntheticWorld, type WorldOptions } from '../../../bench/calibration/world.ts';

/** Whole curves are in bench/results/calibration.json; here single runs, with the fewest replicates that can support a claim. */
const RULE = { replicates: 39, sesoi: 0.2, curtail: true };
const statuses = async (change: Partial<WorldOptions>, options: Partial<typeof RULE> = {}) => {
  const rows = await worldVerdicts(syntheticWorld({ ...PLAIN, seed: 0, ...change }), { ...RULE, ...options });
  return Object.fromEntries(rows.map(({ hypothesis, status, p }) => [hypothesis, { status, p }]));
};

describe('worldVerdicts', () => {
  it('supports nothing where nothing is planted, and gives each hypothesis its numbers', async () => {
    const found = await statuses({});
    for (const name of ['H1', 'H2', 'H3', 'H4']) {
      expect(found[name].status, name).not.toMatch(/^(supported|not testable)$/);
      expect(found[name].p, name).toBeGreaterThan(0);
    }
  }, 180_000);

  it('tells alignment from working together: H1 without H4', async () => {
    const found = await statuses({ aligned: 0.95 });
    expect([found.H1.status, found.H4.status]).toEqual(['supported', 'not supported']);
  }, 180_000);

  it('finds planted interaction', async () => {
    expect((await statuses({ aligned: 0.95, interaction: 1 })).H4.status).toBe('supported');
  }, 180_000);

  it('decides alike with all replicates where it may stop early', async () => {
    const [curtailed, whole] = [await statuses({ gain: 0.5 }), await statuses({ gain: 0.5 }, { curtail: false })];
    for (const name of ['H1', 'H2', 'H3', 'H4'])
      expect(whole[name].status === 'supported', name).toBe(curtailed[name].status === 'supported');
    expect(whole.H2).toEqual(curtailed.H2);
  }, 180_000);
});
