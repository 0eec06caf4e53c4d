import { describe, expect, it } from 'vitest';
import { PairingHeaps } from '../../../../src/methods/graph/communities/pairing-heaps.ts';
import { random } from '../../../../src/random.ts';

describe('PairingHeaps', () => {
  it('agree with plain sets through 5,000 random melds and removals', () => {
    const rng = random(11, 'pairing-heaps');
    const items = 80;
    const key = Array.from({ length: items }, () => rng.integer(1000) + rng.uniform());
    const heaps = new PairingHeaps(items, (item) => key[item]);
    let groups = key.map((_, item) => ({ root: item, items: new Set([item]) }));
    const least = (group: Set<number>): number => [...group].sort((a, b) => key[a] - key[b])[0] ?? -1;
    for (let step = 0; step < 5000; step++) {
      const group = groups[rng.integer(groups.length)];
      if (rng.uniform() < 0.5 && groups.length > 1) {
        const other = groups[rng.integer(groups.length)];
        if (other === group) continue;
        group.root = heaps.meld(group.root, other.root);
        for (const item of other.items) group.items.add(item);
        groups = groups.filter((own) => own !== other);
      } else {
        const item = [...group.items][rng.integer(group.items.size)];
        group.root = heaps.remove(group.root, item);
        group.items.delete(item);
        if (group.items.size === 0) groups = groups.filter((own) => own !== group);
        key[item] = rng.integer(1000) + rng.uniform();
        groups.push({ root: item, items: new Set([item]) });
      }
      for (const { root, items: own } of groups) expect(root).toBe(least(own));
    }
  });

  it('take n log n steps to empty a heap of n', () => {
    const [n, half] = [4096, 2048].map((items) => {
      const heaps = new PairingHeaps(items, (item) => item);
      let root = -1;
      for (let item = 0; item < items; item++) root = heaps.meld(root, item);
      for (let item = 0; item < items; item++) {
        expect(root).toBe(item);
        root = heaps.remove(root, root);
      }
      return heaps.steps;
    });
    expect(n / half).toBeLessThan(2.4);
  });
});
