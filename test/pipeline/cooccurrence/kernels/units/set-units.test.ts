import { describe, expect, it } from 'vitest';
import { setUnits } from '../../../../../pipeline/cooccurrence/kernels/units/set-units.ts';
import type { Aggregated } from '../../../../../src/methods/attribution/positions.ts';

const PROMPTS = 4;
/** Values of features over the prompts; zeros are not stored. */
function aggregated(values: Readonly<Record<number, readonly number[]>>): Aggregated {
  const cells = Object.entries(values).map(([id, row]) => ({ id: Number(id), on: row.flatMap((x, p) => (x === 0 ? [] : [p])), row })); // biome-ignore format: one line
  const starts = [0];
  for (const { on } of cells) starts.push((starts.at(-1) ?? 0) + on.length);
  return {
    featureIds: Int32Array.from(cells, ({ id }) => id),
    starts: Int32Array.from(starts),
    promptIds: Int32Array.from(cells.flatMap(({ on }) => on)),
    values: Float64Array.from(cells.flatMap(({ on, row }) => on.map((p) => row[p]))),
  };
}
/** Features 10, 20, 30 and 40 write in directions of their own, 50 against 10 and nearly along. */
const decoder = new Map(
  Object.entries({
    10: [1, 0, 0, 0],
    20: [0, 2, 0, 0],
    30: [0, 0, 3, 0],
    40: [0, 0, 0, 1],
    50: [-5, 0.1, 0, 0],
  }).map(([id, row]) => [Number(id), Float32Array.from(row)]),
);
const VALUES = { 10: [1, 0, 0, 2], 15: [9, 9, 0, 0], 20: [0, 1, 0, 0], 30: [0, 0, 5, 2], 40: [0, -4, 0, 0] };
const units = (ids: readonly number[], most = 100) => setUnits(ids, decoder, aggregated(VALUES), PROMPTS, most);
const membersOf = (ids: readonly number[]) => units(ids)?.map(({ members }) => members);

describe('setUnits', () => {
  it('joins what writes one direction, with either sign, and what varies together; members are places in the list', () => {
    // 20 and 40 fire on prompt 1 alone, one up, one down.
    expect(membersOf([10, 20, 30, 40, 50])).toEqual([[0, 4], [1, 3], [2]]);
    expect(membersOf([50, 30, 10])).toEqual([[0, 2], [1]]);
  });

  it('says how alike their least alike members are', () => {
    const [pair, single] = units([20, 40, 10]) ?? [];
    expect(pair).toEqual({ members: [0, 1], leastCosine: 0, leastR: expect.closeTo(1, 12) });
    expect(single.leastR).toBeNaN();
    const [along] = units([10, 50]) ?? [];
    expect(along.leastCosine).toBeCloseTo(5 / Math.hypot(5, 0.1), 6);
  });

  it('puts every value at its prompt, and a zero where there is none', () => {
    // Over prompts (1, 0, 0, 2) and (0, 0, 5, 2): deviations (1, -3, -3, 5) / 4 and (-7, -7, 13, 1) / 4.
    const copies = new Map([[10, Float32Array.of(1)], [30, Float32Array.of(1)]]); // biome-ignore format: one line
    const [unit] = setUnits([10, 30], copies, aggregated(VALUES), PROMPTS, 100) ?? [];
    expect(unit.leastR).toBeCloseTo(20 / Math.sqrt(44 * 268), 12);
  });

  it('knows no likeness over prompts of a feature without values, and takes it by its direction alone', () => {
    expect(units([10, 50])).toEqual([{ members: [0, 1], leastCosine: expect.any(Number), leastR: 0 }]);
    const both = new Map([[60, Float32Array.of(1, 0)], [70, Float32Array.of(0, 1)]]); // biome-ignore format: one line
    expect(setUnits([60, 70], both, aggregated({}), PROMPTS, 100)).toHaveLength(2);
  });

  it('compares no more pairs than it may, and says so by null', () => {
    expect(units([10, 20, 30], 3)).toHaveLength(3);
    expect(units([10, 20, 30], 2)).toBeNull();
    expect(units([10], 0)).toHaveLength(1);
    expect(units([], 0)).toEqual([]);
  });

  it('refuses a feature that has no decoder row', () => {
    expect(() => units([10, 99])).toThrow('units: no decoder row of feature 99');
  });
});
