import { describe, expect, it } from 'vitest';
import { movable, shuffled } from '../../../../../pipeline/cooccurrence/kernels/nulls/shuffles.ts';
import { groupNumbers } from '../../../../../src/methods/stats/groups/groups.ts';
import { random } from '../../../../../src/random.ts';

const rng = random(1, 'shuffles');
const groups = groupNumbers(['golf', 'tennis', 'golf', 'polo', 'golf', 'tennis']);
const values = Float64Array.from({ length: 6 * 4 }, () => rng.normal());
const source = { rows: 6, cols: 4, values, groups };
const column = (of: Float64Array, f: number, group?: number) =>
  Array.from({ length: 6 }, (_, p) => p).filter((p) => group === undefined || groups[p] === group).map((p) => of[p * 4 + f]); // biome-ignore format: one line

describe('shuffled', () => {
  it('keeps each feature its values within each group, and moves features apart', () => {
    const moved = shuffled(source, random(2));
    for (let f = 0; f < 4; f++)
      for (const group of [0, 1, 2]) expect(column(moved, f, group).sort()).toEqual(column(values, f, group).sort());
    expect(moved).not.toEqual(values);
    expect(moved.subarray(12, 16)).toEqual(values.subarray(12, 16)); // the only polo prompt
  });

  it('is decided by the generator', () => {
    expect(shuffled(source, random(3))).toEqual(shuffled(source, random(3)));
    expect(shuffled(source, random(3))).not.toEqual(shuffled(source, random(4)));
  });

  it('counts the prompts that can move', () => {
    expect(movable(groups)).toBe(5);
    expect(movable(new Int32Array(6))).toBe(6);
    expect(movable(Int32Array.of(0, 1, 2))).toBe(0);
  });

  it('refuses groups of other prompts', () => {
    expect(() => shuffled({ ...source, rows: 7 }, random(1))).toThrow('6 groups');
  });
});
