import { describe, expect, it } from 'vitest';
import { PLAIN, type SyntheticOptions, syntheticStudy } from '../../src/nulls/synthetic.ts';
import { syntheticVerdict } from '../../src/verdict/synthetic-verdict.ts';

/** Whole curves: docs/calibration.md. Here the key points, with few seeds and the fewest replicates that can support a claim. */
async function statuses(change: Partial<SyntheticOptions>, seeds: number, hypothesis: string): Promise<string[]> {
  const found: string[] = [];
  for (let seed = 0; seed < seeds; seed++) {
    const rows = await syntheticVerdict(syntheticStudy({ ...PLAIN, ...change, seed }), { replicates: 79, sesoi: 0.2 });
    found.push(rows.find((row) => row.hypothesis === hypothesis)?.status ?? 'missing');
  }
  return found;
}

describe('the verdict rule on known truth', () => {
  it.each([
    ['a shared gradient', {}],
    ['a gain', { gain: 0.5 }],
    ['template features', { template: 0.5 }],
    ['feature splitting', { splitting: true }],
  ])(
    'does not support H1 on %s alone',
    async (_, change) => {
      expect(await statuses(change, 3, 'H1')).not.toContain('supported');
    },
    60_000,
  );

  it('supports H1 on planted groups', async () => {
    expect(await statuses({ aligned: 1 }, 3, 'H1')).toEqual(['supported', 'supported', 'supported']);
  }, 60_000);

  it('gives H2 and H4 no verdict that they have no numbers for', async () => {
    expect(await statuses({}, 1, 'H2')).toEqual(['not testable']);
    expect(await statuses({}, 1, 'H4')).toEqual(['not testable']);
  }, 60_000);
});
