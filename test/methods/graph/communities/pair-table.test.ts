import { expect, it } from 'vitest';
import { PairTable } from '../../../../src/methods/graph/communities/pair-table.ts';
import { random } from '../../../../src/random.ts';

it('finds what was added and not taken out, in either order, through 4,000 random changes', () => {
  const rng = random(3, 'pair-table');
  const n = 24;
  const ends = new Int32Array(2 * 150);
  const table = new PairTable(ends);
  const held = new Map<string, number>();
  const free = Array.from({ length: 150 }, (_, pair) => pair);
  for (let step = 0; step < 4000; step++) {
    const [a, b] = [rng.integer(n), rng.integer(n)].sort((x, y) => x - y);
    if (a === b) continue;
    const own = held.get(`${a} ${b}`);
    expect(table.find(b, a)).toBe(own ?? -1);
    if (own !== undefined) {
      table.remove(own);
      held.delete(`${a} ${b}`);
      free.push(own);
    } else if (free.length > 0) {
      const pair = free.pop() as number;
      [ends[2 * pair], ends[2 * pair + 1]] = rng.uniform() < 0.5 ? [a, b] : [b, a];
      table.add(pair);
      held.set(`${a} ${b}`, pair);
    }
  }
  for (let a = 0; a < n; a++) for (let b = 0; b < a; b++) expect(table.find(a, b)).toBe(held.get(`${b} ${a}`) ?? -1);
});
