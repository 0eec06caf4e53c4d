import { expect, it } from 'vitest';
import { packFeeds } from '../../../src/engine/passes/pack-feeds.ts';
import { packRuns, UNLIMITED } from '../../../src/engine/passes/packed-batch.ts';

const WIDTH = 2;

it('gives every part of a pack its sizes', () => {
  const values = Float32Array.of(1, 1, 2, 2, 1, 1);
  const [pack] = packRuns({ values, width: WIDTH, lengths: [2, 1] }, UNLIMITED);
  const sizes = Object.fromEntries(Object.entries(packFeeds(pack!, WIDTH)).map(([name, { dims }]) => [name, dims]));
  expect(sizes).toEqual({ resid: [2, 2], place: [2, 2], source: [2], ends: [2], last: [2] });
});

it('lays rows so that every sequence is read back by its places, whatever it shares with others', () => {
  const sequences = [
    [[1, 10], [2, 20], [3, 30]],
    [[1, 10], [2, 20], [4, 40]],
    [[5, 50]],
  ]; // biome-ignore format: one line
  const values = Float32Array.from(sequences.flat(2));
  const [pack] = packRuns({ values, width: WIDTH, lengths: sequences.map(({ length }) => length) }, UNLIMITED);
  const { resid, place, ends, last } = packFeeds(pack!, WIDTH);
  expect(resid!.dims[0]).toBe(5); // the two that begin alike share two rows
  const [, longest] = place!.dims;
  pack!.sequences.forEach((sequence, b) => {
    const own = sequences[sequence]!;
    const rows = own.map((_, t) => {
      const row = Number(place!.data[b * longest! + t]);
      return [...(resid!.data as Float32Array).subarray(row * WIDTH, (row + 1) * WIDTH)];
    });
    expect(rows).toEqual(own);
    expect(Number(last!.data[b])).toBe(Number(place!.data[b * longest! + own.length - 1]));
    expect(ends!.dims).toEqual([sequences.length]);
  });
});
