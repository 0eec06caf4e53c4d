import { expect, it } from 'vitest';
import { packRuns, UNLIMITED } from '../../src/steering/pack.ts';
import { packFeeds } from '../../src/steering/pack-feeds.ts';

it('gives every part of a pack its sizes', () => {
  const values = Float32Array.of(1, 1, 2, 2, 1, 1);
  const [pack] = packRuns({ values, width: 2, lengths: [2, 1] }, UNLIMITED);
  const sizes = Object.fromEntries(Object.entries(packFeeds(pack!, 2)).map(([name, { dims }]) => [name, dims]));
  expect(sizes).toEqual({ resid: [2, 2], place: [2, 2], source: [2], ends: [2], last: [2] });
});
