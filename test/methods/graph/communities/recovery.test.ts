import { describe, expect, it } from 'vitest';
import { recovery } from '../../../../src/methods/graph/communities/recovery.ts';
import { random } from '../../../../src/random.ts';

const reference = Int32Array.of(1, 1, 1, 1, 2, 2);

describe('recovery', () => {
  it('takes the best Jaccard similarity of each cluster by hand', () => {
    const split = Int32Array.of(0, 0, 0, 5, 5, 5); // 3/4 of cluster 1; cluster 2 against {3, 4, 5}: 2/3
    expect(recovery(reference, [split])).toEqual([
      { cluster: 1, jaccard: 0.75, recovered: 1 },
      { cluster: 2, jaccard: 2 / 3, recovered: 0 },
    ]);
  });

  it('averages over repeats and is perfect on the reference itself', () => {
    const one = new Int32Array(6);
    expect(recovery(reference, [reference, one])).toEqual([
      { cluster: 1, jaccard: (1 + 4 / 6) / 2, recovered: 0.5 },
      { cluster: 2, jaccard: (1 + 2 / 6) / 2, recovered: 0.5 },
    ]);
  });

  it('does not depend on the names of clusters or the order of repeats', () => {
    const rng = random(2, 'recovery');
    const repeats = Array.from({ length: 5 }, () => Int32Array.from({ length: 6 }, () => rng.integer(3)));
    const wanted = recovery(reference, repeats);
    const renamed = repeats.map((labels) => labels.map((label) => 40 - 7 * label)).reverse();
    recovery(reference, renamed).forEach((row, k) => {
      expect(row.cluster).toBe(wanted[k].cluster);
      expect(row.jaccard).toBeCloseTo(wanted[k].jaccard, 14);
      expect(row.recovered).toBe(wanted[k].recovered);
    });
  });

  it('is one over its size for a cluster that falls into single nodes', () => {
    const alone = Int32Array.from({ length: 6 }, (_, i) => i);
    expect(recovery(reference, [alone]).map(({ jaccard }) => jaccard)).toEqual([1 / 4, 1 / 2]);
  });

  it('refuses no repeats', () => {
    expect(() => recovery(reference, [])).toThrow('no repeats');
  });
});
