import { describe, expect, it } from 'vitest';
import { activationProfiles } from '../../src/network/activation-profile.ts';

const rows = {
  feature_id: Int32Array.of(3, 3, 3, 8, 8),
  position: Int32Array.of(0, 2, 2, 1, 4),
  activation: Float32Array.of(2, 1, 3, 5, 5),
  attribution: Float32Array.of(-1, 1.5, 1.5, 0, 0),
};

describe('activationProfiles', () => {
  const found = activationProfiles(rows);

  it('describes a feature by hand', () => {
    expect(found.get(3)).toEqual({
      mean: 2,
      cv: Math.sqrt(2 / 3) / 2,
      bosShare: 0.25,
      peakPosition: 2,
      peakShare: 0.75,
      positions: [
        { position: 0, prompts: 1, meanActivation: 2, share: 0.25 },
        { position: 2, prompts: 2, meanActivation: 2, share: 0.75 },
      ],
    });
  });

  it('has cv 0 for a steady code, no BOS share away from position 0, and no shares where attribution is 0', () => {
    expect(found.get(8)).toMatchObject({ mean: 5, cv: 0, bosShare: 0, peakPosition: 1, peakShare: Number.NaN });
  });

  it('refuses rows that are not sorted', () => {
    const unsorted = { ...rows, feature_id: Int32Array.of(3, 8, 3, 8, 8) };
    expect(() => activationProfiles(unsorted)).toThrow('feature 3 again at row 2');
  });
});
