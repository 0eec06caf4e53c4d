import { describe, expect, it } from 'vitest';
import { recovery } from '../../src/network/recovery.ts';

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

  it('refuses no repeats', () => {
    expect(() => recovery(reference, [])).toThrow('no repeats');
  });
});
