import { describe, expect, it } from 'vitest';
import { directEffects } from '../../../../../reports/cooccurrence/sections/steering/direct.ts';
import type { Context } from '../../../../../reports/section.ts';

const row = (against: string, slope: number, status: string) => ({
  ...{ against, scope: 'all', features: 94, n_units: 3, slope, low: slope - 0.1, high: slope + 0.1, weakened: 0.5 },
  ...{ radial_share: 0.973, status },
});
const effect = { feature_id: 1, cluster: 1, total: 1, attention: 1, norms: 9, tangential: 1, frozen: 8, direct: 0 };

/** The text of the section, without tags. */
async function textOf(...repair: ReturnType<typeof row>[]): Promise<string> {
  const rows: Readonly<Record<string, unknown>> = { report_direct_effect: [effect], report_self_repair: repair };
  const parts = { query: async (name: string) => rows[name], next: () => 1, prefixed: (name: string) => name };
  const context = parts as unknown as Context;
  const page = await directEffects(context);
  return String(page)
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ');
}

describe('direct effects', () => {
  it('say the three slopes, the radial share, and what holding norms does', async () => {
    const text = await textOf(
      row('attention', 1.39, 'larger'),
      row('norms', 0.09, 'smaller'),
      row('both-tangential', 0.92, 'undecided'),
    );
    expect(text).toContain('1.39 [1.29, 1.49] of the one with attention held: no self-repair, attention adds to it');
    expect(text).toContain('0.09 [−0.01, 0.19] of the one with norms held');
    expect(text).toContain('0.92 [0.82, 1.02] of the one with both held');
    expect(text).toContain('radial share of what is removed is 0.97');
    expect(text).toContain('holding norms turns it into a fictitious effect');
  });

  it('call nothing repair but a total below the effect with attention held', async () => {
    const norms = [row('norms', 0.09, 'smaller'), row('frozen', 0.1, 'smaller'), row('direct', 0.1, 'smaller')];
    const text = await textOf(row('attention', 1, 'undecided'), ...norms);
    expect(text).toContain('undecided: the interval holds 1');
    expect(text).not.toContain('attention repairs');
    expect(await textOf(row('attention', 0.4, 'smaller'), ...norms)).toMatch(/attention repairs 60.% of it/);
    expect(await textOf(row('attention', -0.4, 'smaller'), ...norms)).toContain('attention turns it round');
  });
});
