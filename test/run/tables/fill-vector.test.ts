import { describe, expect, it } from 'vitest';
import { fillVector } from '../../../src/run/tables/fill-vector.ts';

/** As the driver's: items where it holds numbers, and how often one was set alone. */
function vectorOf(items?: Int32Array | Float32Array | Float64Array) {
  const found = { items, single: [] as unknown[], flushed: 0 };
  return {
    ...found,
    found,
    setItem: (row: number, value: unknown) => {
      found.single[row] = value;
    },
    flush: () => {
      found.flushed++;
    },
  };
}

describe('fillVector', () => {
  it.each([Int32Array, Float32Array, Float64Array])('copies numbers of the own type whole', (Kind) => {
    const vector = vectorOf(new Kind(2));
    fillVector(vector, Kind.of(5, 6, 7, 8), 1, 2, (value) => value);
    expect([...(vector.items ?? [])]).toEqual([6, 7]);
    expect(vector.found).toMatchObject({ single: [], flushed: 1 });
  });

  it('converts what is of another type, a list, or missing', () => {
    const other = vectorOf(new Float64Array(2));
    fillVector(other, Float32Array.of(1, 2, 3), 1, 2, (value) => Number(value) * 10);
    expect(other.found).toMatchObject({ single: [20, 30], flushed: 1 });
    const list = vectorOf();
    fillVector(list, ['a', null], 0, 2, (value) => (value === null ? 'none' : value));
    expect(list.found.single).toEqual(['a', 'none']);
    const none = vectorOf(new Int32Array(1));
    fillVector(none, undefined, 0, 1, (value) => value);
    expect(none.found.single).toEqual([null]);
  });
});
