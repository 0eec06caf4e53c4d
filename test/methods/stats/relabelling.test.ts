import { describe, expect, it } from 'vitest';
import { relabelling } from '../../../src/methods/stats/relabelling.ts';
import { random, shuffle } from '../../../src/random.ts';

const LABELS = [0, 0, 0, 1, 1, 2];
const many = (blocks: readonly number[] | undefined, count = 400) => {
  const relabel = relabelling(LABELS, blocks);
  const rng = random(1, 'relabelling-test');
  return Array.from({ length: count }, () => relabel(rng));
};

describe('labels permuted', () => {
  it('without copies as a shuffle does, to the bit', () => {
    const rng = random(1, 'relabelling-test');
    const moved = Int32Array.from(LABELS);
    const shuffled = Array.from({ length: 400 }, () => shuffle(moved, rng).slice());
    expect(many(undefined)).toEqual(shuffled);
    expect(many([7, 3, 9, 1, 4, 2])).toEqual(shuffled);
  });

  it('with copies block by block, each among blocks of its size, every arrangement as often', () => {
    // Two blocks of two, (0 0) and (0 1), and two of one, 1 and 2.
    const counts = new Map<string, number>();
    for (const labels of many([5, 5, 8, 8, 1, 2], 4000)) counts.set(labels.join(''), (counts.get(labels.join('')) ?? 0) + 1); // biome-ignore format: one line
    expect([...counts.keys()].sort()).toEqual(['000112', '000121', '010012', '010021']);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(4 * Math.sqrt(4000 * 0.25 * 0.75));
  });

  it('not at all where every block has a size of its own', () => {
    expect(many([1, 1, 1, 2, 2, 3], 20).every((labels) => String([...labels]) === String(LABELS))).toBe(true);
    expect(relabelling([], [])(random(1))).toEqual(new Int32Array());
  });
});
