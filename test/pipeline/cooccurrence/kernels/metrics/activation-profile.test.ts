import { describe, expect, it } from 'vitest';
import { activationProfiles } from '../../../../../pipeline/cooccurrence/kernels/metrics/activation-profile.ts';

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

  it('keeps its shares and its coefficient of variation in any unit', () => {
    const louder = activationProfiles({
      ...rows,
      activation: rows.activation.map((value) => 4 * value),
      attribution: rows.attribution.map((value) => -8 * value),
    });
    for (const [id, { mean, positions, ...shares }] of found) {
      const own = louder.get(id);
      expect(own).toMatchObject(shares);
      expect(own?.mean).toBe(4 * mean);
      expect(own?.positions.map(({ share }) => share)).toEqual(positions.map(({ share }) => share));
    }
  });

  it('shares out all of the attribution and every row', () => {
    const { positions = [], bosShare } = found.get(3) ?? {};
    expect(positions.reduce((sum, { share }) => sum + share, 0)).toBe(1);
    expect(positions.reduce((sum, { prompts }) => sum + prompts, 0)).toBe(3);
    expect(positions[0].share).toBe(bosShare);
  });

  it('peaks at the first of equal positions', () => {
    const equal = { ...rows, attribution: Float32Array.of(2, -1, 1, 3, 3) };
    const profiles = activationProfiles(equal);
    expect(profiles.get(3)).toMatchObject({ peakPosition: 0, peakShare: 0.5, bosShare: 0.5 });
    expect(profiles.get(8)).toMatchObject({ peakPosition: 1, peakShare: 0.5, bosShare: 0 });
  });

  it('knows one row, and none', () => {
    const one = activationProfiles({
      feature_id: Int32Array.of(4),
      position: Int32Array.of(6),
      activation: Float32Array.of(0.5),
      attribution: Float32Array.of(-2),
    });
    expect(one.get(4)).toMatchObject({ mean: 0.5, cv: 0, bosShare: 0, peakPosition: 6, peakShare: 1 });
    const none = new Int32Array(0);
    const empty = {
      feature_id: none,
      position: none,
      activation: new Float32Array(0),
      attribution: new Float32Array(0),
    };
    expect(activationProfiles(empty).size).toBe(0);
  });

  it('refuses rows that are not sorted', () => {
    const unsorted = { ...rows, feature_id: Int32Array.of(3, 8, 3, 8, 8) };
    expect(() => activationProfiles(unsorted)).toThrow('feature 3 again at row 2');
  });
});
