import { expect, it } from 'vitest';
import { packFeeds } from '../../../src/engine/passes/pack-feeds.ts';
import { packRuns, UNLIMITED } from '../../../src/engine/passes/packed-batch.ts';

it('gives every part of a pack its sizes', () => {
  const values = Float32Array.of(1, 1, 2, 2, 1, 1);
  const [pack] = packRuns({ values, width: 2, lengths: [2, 1] }, UNLIMITED);
  const sizes = Object.fromEntries(Object.entries(packFeeds(pack!, 2)).map(([name, { dims }]) => [name, dims]));
  expect(sizes).toEqual({ resid: [2, 2], place: [2, 2], source: [2], ends: [2], last: [2] });
});
