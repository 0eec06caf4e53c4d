import { describe, expect, it } from 'vitest';
import type { ActivationProfile } from '../../../../../pipeline/cooccurrence/kernels/metrics/activation-profile.ts';
import { collinearGroups } from '../../../../../pipeline/cooccurrence/kernels/metrics/collinear.ts';

const ids = Int32Array.of(10, 20, 30, 40);
const pairs = {
  a: Int32Array.of(0, 0, 1, 2),
  b: Int32Array.of(1, 2, 2, 3),
  r: Float64Array.of(0.999, 0.98, -0.995, 0.5),
};
const at = (peakPosition: number, cv: number): ActivationProfile => ({
  mean: 1,
  cv,
  bosShare: 0,
  peakPosition,
  peakShare: 1,
  positions: [],
});
const profiles = (...of: ActivationProfile[]) => new Map(Array.from(ids, (id, i) => [id, of[i] ?? of[0]]));
const rows = (...of: number[][]) => new Map(Array.from(ids, (id, i) => [id, Float32Array.from(of[i] ?? of[0])]));
const APART = rows([1, 0], [0, 1], [1, 0]);

describe('collinearGroups', () => {
  it('links pairs over 0.99 into groups and reports the weakest link', () => {
    const [group, ...rest] = collinearGroups(ids, pairs, profiles(at(0, 0.01)), APART);
    expect(rest).toEqual([]);
    expect(group).toMatchObject({
      featureIds: [10, 20, 30],
      leastR: 0.995,
      position: 0,
      largestCv: 0.01,
      leastCosine: 0,
    });
  });

  it.each([
    [
      'constant codes first',
      profiles(at(0, 0.01)),
      rows([1, 0]),
      'codes hardly move (coefficient of variation at most 0.010) and act at position 0 alone',
    ],
    [
      'then one direction',
      profiles(at(0, 0.4)),
      rows([1, 0], [-1, 0.1], [1, 0]),
      'nearly the same direction (|cosine| of decoder rows at least 0.995)',
    ],
    ['then one position', profiles(at(2, 0.4)), APART, 'at the same position 2'],
    ['then that none applies', profiles(at(2, 0.4), at(3, 0.1)), APART, 'though they act at different positions'],
    [
      'not constant codes at different positions',
      profiles(at(0, 0.01), at(1, 0.01)),
      APART,
      'though they act at different',
    ],
  ] as const)('explains by %s', (_, of, decoder, text) => {
    const [{ sentence }] = collinearGroups(ids, pairs, of, decoder);
    expect(sentence).toContain('3 features vary as one over the prompts (|r| at least 0.995 between linked pairs)');
    expect(sentence).toContain(text);
  });

  it('finds none among ordinary pairs', () => {
    expect(collinearGroups(ids, { ...pairs, r: Float64Array.of(0.9, 0.9, 0.9, 0.99) }, new Map(), new Map())).toEqual(
      [],
    );
  });

  it('refuses a member without a profile', () => {
    expect(() => collinearGroups(ids, pairs, new Map(), APART)).toThrow('feature 10 has no profile');
  });
});
