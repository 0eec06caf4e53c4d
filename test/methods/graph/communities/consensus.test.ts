import { describe, expect, it } from 'vitest';
import { ambiguity, together } from '../../../../src/methods/graph/communities/consensus.ts';

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
