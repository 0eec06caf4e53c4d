import { describe, expect, it } from 'vitest';
import { validity } from '../../../../reports/client/network/status.ts';
import { SMALL, START } from './small-network.ts';

const at = (threshold: number, sweep: typeof SMALL.sweep): string =>
  validity({ ...SMALL, sweep }, { ...START, threshold });

describe('what is said of the stored clusters at another threshold', () => {
  it('is nothing at their own', () => {
    expect(at(0.7, SMALL.sweep)).toBe('');
  });

  it('is that they hold, or no longer, by what greedy modularity finds there', () => {
    expect(
      at(0.8, [
        { threshold: 0.7, ari: 1 },
        { threshold: 0.8, ari: 0.9 },
      ]),
    ).toBe('Still valid: what greedy modularity finds at 0.8 agrees with these at 0.90 (1 is the same).');
    expect(
      at(0.8, [
        { threshold: 0.7, ari: 1 },
        { threshold: 0.8, ari: 0.4 },
      ]),
    ).toContain('no longer hold');
  });

  it('blames no threshold where the study clusters by another algorithm', () => {
    expect(
      at(0.8, [
        { threshold: 0.7, ari: 0.73 },
        { threshold: 0.8, ari: 0.7 },
      ]),
    ).toBe(
      'Clusters are those of the stored threshold: there greedy modularity agrees with them at 0.73, at 0.8 it does at 0.70 (1 is the same).',
    );
  });
});
