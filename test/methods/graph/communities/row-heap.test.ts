import { describe, expect, it } from 'vitest';
import { RowHeap } from '../../../../src/methods/graph/communities/row-heap.ts';
import { random } from '../../../../src/random.ts';

describe('RowHeap', () => {
  it('keeps the largest gain on top, the smallest row on ties', () => {
    const heap = new RowHeap(4);
    heap.set(3, 0.5);
    heap.set(1, 0.5);
    heap.set(2, 0.1);
    expect(heap.top()).toBe(1);
    heap.set(2, 0.9);
    expect(heap.top()).toBe(2);
    heap.remove(2);
    heap.remove(1);
    expect(heap.top()).toBe(3);
    heap.remove(3);
    heap.remove(3);
    expect(heap.top()).toBe(-1);
  });

  it('agrees with a plain search through 3,000 random changes', () => {
    const rng = random(7, 'heap');
    const heap = new RowHeap(60);
    const plain = new Map<number, number>();
    for (let step = 0; step < 3000; step++) {
      const row = rng.integer(60);
      if (rng.uniform() < 0.3) {
        heap.remove(row);
        plain.delete(row);
      } else {
        const gain = rng.integer(20) - 10;
        heap.set(row, gain);
        plain.set(row, gain);
      }
      const [wanted] = [...plain].sort(([x, p], [y, q]) => q - p || x - y)[0] ?? [-1];
      expect(heap.top()).toBe(wanted);
    }
  });

  it('refuses NaN', () => {
    expect(() => new RowHeap(1).set(0, Number.NaN)).toThrow('gain NaN of row 0');
  });
});
