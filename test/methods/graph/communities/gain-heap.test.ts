import { describe, expect, it } from 'vitest';
import { GainHeap } from '../../../../src/methods/graph/communities/gain-heap.ts';
import { random } from '../../../../src/random.ts';

describe('GainHeap', () => {
  it('keeps the largest gain on top, on ties the smallest first, then second number', () => {
    const heap = new GainHeap(4);
    heap.set(0, 0.5, 2, 3);
    heap.set(1, 0.5, 1, 9);
    heap.set(2, 0.5, 1, 4);
    expect(heap.top()).toBe(2);
    heap.set(3, 0.9, 8, 9);
    expect(heap.top()).toBe(3);
    for (const slot of [3, 2, 1, 0]) {
      expect(heap.top()).toBe(slot);
      heap.remove(slot);
      heap.remove(slot);
    }
    expect(heap.top()).toBe(-1);
  });

  it('raises a slot and never lowers it', () => {
    const heap = new GainHeap(2);
    heap.raise(0, 0.5, 1, 5);
    heap.raise(0, 0.4, 1, 5);
    heap.raise(0, 0.5, 2, 5);
    expect(heap.has(0, 0.5, 1, 5)).toBe(true);
    heap.raise(0, 0.5, 1, 4);
    expect(heap.has(0, 0.5, 1, 4)).toBe(true);
    heap.raise(0, 0.6, 7, 8);
    expect(heap.has(0, 0.6, 7, 8)).toBe(true);
  });

  it('agrees with a plain search through 3,000 random changes', () => {
    const rng = random(7, 'heap');
    const heap = new GainHeap(60);
    const plain = new Map<number, [gain: number, first: number]>();
    for (let step = 0; step < 3000; step++) {
      const slot = rng.integer(60);
      if (rng.uniform() < 0.3) {
        heap.remove(slot);
        plain.delete(slot);
      } else {
        const [gain, first] = [rng.integer(20) - 10, rng.integer(5)];
        heap.set(slot, gain, first, slot);
        plain.set(slot, [gain, first]);
      }
      const [wanted] = [...plain].sort(([x, p], [y, q]) => q[0] - p[0] || p[1] - q[1] || x - y)[0] ?? [-1];
      expect(heap.top()).toBe(wanted);
    }
  });

  it('orders what was appended', () => {
    const rng = random(8, 'heap');
    const heap = new GainHeap(100);
    const gains = Array.from({ length: 100 }, () => rng.integer(30));
    gains.forEach((gain, slot) => {
      heap.append(slot, gain, 0, slot);
    });
    heap.order();
    const order = [...gains.keys()].sort((x, y) => gains[y] - gains[x] || x - y);
    for (const slot of order) {
      expect(heap.top()).toBe(slot);
      heap.remove(slot);
    }
  });

  it('refuses NaN', () => {
    expect(() => new GainHeap(1).append(0, Number.NaN, 0, 1)).toThrow('gain NaN of 0 and 1');
    expect(() => new GainHeap(1).set(0, Number.NaN, 0, 1)).toThrow('gain NaN of 0 and 1');
  });
});
