import { describe, expect, it } from 'vitest';
import { GainGroups } from '../../../../src/methods/graph/communities/gain-groups.ts';

/** Cluster 2 owns pairs with 0, 1, 3 and 4; 0, 1 and 3 have equal shares. */
function hub() {
  const ends = Int32Array.of(2, 4, 2, 3, 2, 1, 2, 0);
  const label = Int32Array.of(0, 1, 2, 3, 4);
  const share = Float64Array.of(0.1, 0.1, 0.5, 0.1, 0.2);
  const groups = new GainGroups(ends, label, share);
  groups.add(0, 0.25);
  for (const pair of [1, 2, 3]) groups.add(pair, 0.25);
  groups.start();
  return groups;
}

describe('GainGroups', () => {
  it('gives the pair of largest gain, on ties that of the smallest labels', () => {
    const groups = hub();
    const order = [];
    for (let pair = groups.best(); pair >= 0; pair = groups.best()) {
      order.push(pair);
      expect(groups.take(pair)).toBe(0.25);
      expect(groups.isIn(pair)).toBe(false);
    }
    expect(order).toEqual([3, 2, 1, 0]); // {0, 2}, {1, 2}, {2, 3}, {2, 4}
  });

  it('lowers each pair of a row by its own far share, alike pairs as one', () => {
    const groups = hub();
    groups.lower(2, 0.25, 1);
    const before = groups.steps;
    groups.lower(2, 0.25, 1);
    expect(groups.steps - before).toBe(2); // of {0, 1, 3} and {4}
    const fallen = (far: number): number => 0.25 - 2 * (0.25 * far) - 2 * (0.25 * far);
    expect(groups.best()).toBe(3);
    expect(groups.take(3)).toBe(fallen(0.1));
    expect(groups.take(0)).toBe(fallen(0.2));
    expect(groups.best()).toBe(2);
  });

  it('stops where every gain is negative, not at 0', () => {
    const groups = hub();
    groups.lower(2, 1.25, 1); // 0.25 - 2 · 1.25 · 0.1 = 0
    expect(groups.best()).toBe(3);
    groups.lower(2, 0.1, 1);
    expect(groups.best()).toBe(-1);
  });
});
