import { describe, expect, it } from 'vitest';
import { ambiguity, recovery, together } from '../../../../src/methods/graph/communities/recovery.ts';
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

describe('together and ambiguity', () => {
  const a = Int32Array.of(0, 1);
  const b = Int32Array.of(1, 2);

  describe('consensus', () => {
    it('counts how often a tie stays inside a cluster', () => {
      const share = together(a, b, [
        Int32Array.of(0, 0, 1),
        Int32Array.of(3, 3, 3),
        Int32Array.of(0, 1, 2),
        Int32Array.of(0, 0, 2),
      ]);
      expect([...share]).toEqual([0.75, 0.25]);
    });

    it('is most ambiguous at one half, averaged over the ties of a node, 0 without ties', () => {
      expect([...ambiguity(4, a, b, Float64Array.of(0.5, 1))]).toEqual([1, 0.5, 0, 0]);
      expect([...ambiguity(4, a, b, Float64Array.of(0.25, 0))]).toEqual([0.75, 0.375, 0, 0]);
    });

    it('does not depend on the names of clusters, and is the same for p and 1 - p', () => {
      const repeats = [Int32Array.of(0, 0, 1), Int32Array.of(2, 2, 2), Int32Array.of(0, 1, 1)];
      const renamed = repeats.map((labels) => labels.map((label) => 9 - label));
      expect(together(a, b, renamed)).toEqual(together(a, b, repeats));
      const share = Float64Array.of(0.125, 0.75);
      expect(ambiguity(3, a, b, share.map((p) => 1 - p))).toEqual(ambiguity(3, a, b, share)); // biome-ignore format: one line
    });

    it('refuses no repeats and a share that is none', () => {
      expect(() => together(a, b, [])).toThrow('no repeats');
      expect(() => ambiguity(3, a, b, Float64Array.of(0.5, Number.NaN))).toThrow('share NaN of tie 1');
    });
  });
});
