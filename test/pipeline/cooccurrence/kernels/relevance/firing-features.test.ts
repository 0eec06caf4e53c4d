import { describe, expect, it } from 'vitest';
import {
  activeCodes,
  type CodeTable,
  firingFeatures,
  firingIds,
} from '../../../../../pipeline/cooccurrence/kernels/relevance/firing-features.ts';
import { random } from '../../../../../src/random.ts';

type Code = readonly [prompt: number, position: number, feature: number, activation: number, attribution: number];
const tableOf = (codes: readonly Code[]): CodeTable => ({
  prompt_id: Int32Array.from(codes, ([prompt]) => prompt),
  position: Int32Array.from(codes, ([, position]) => position),
  feature_id: Int32Array.from(codes, ([, , feature]) => feature),
  activation: Float32Array.from(codes, ([, , , activation]) => activation),
  attribution: Float32Array.from(codes, ([, , , , attribution]) => attribution),
});
/** Feature 30 fires on prompts 0 and 2, 7 twice on prompt 0, 50 once at position 0 of prompt 1 and of prompt 2. */
const TABLE = tableOf([
  [0, 0, 30, 1, 0.5],
  [0, 1, 7, 2, -1],
  [0, 2, 7, 4, 3],
  [1, 0, 50, 8, 2],
  [2, 0, 50, 16, -4],
  [2, 1, 30, 32, -8],
]);
const FIRING = [7, 30, 50];
const known = (counts: (prompt: number) => boolean, skip: number) =>
  firingFeatures(activeCodes(TABLE, FIRING), TABLE.attribution, FIRING.length, { counts, skip });

it('features that fire are listed once, ascending, and there are none of no codes', () => {
  expect(firingIds(TABLE)).toEqual(FIRING);
  expect(firingIds({ feature_id: new Int32Array(0) })).toEqual([]);
});

it('codes are known by the places of their features, in the order of the table', () => {
  expect(activeCodes(TABLE, FIRING)).toEqual({
    prompt: TABLE.prompt_id,
    position: TABLE.position,
    feature: Int32Array.of(1, 0, 0, 2, 2, 1),
    code: TABLE.activation,
  });
});

describe('firingFeatures', () => {
  it('mass is the sum of codes over every prompt and position, whatever counts', () => {
    for (const [counts, skip] of [[() => true, 0], [() => false, 1]] as const) // biome-ignore format: one line
      expect([...known(counts, skip).mass]).toEqual([6, 33, 24]);
  });

  it('attribution is the sum of sizes over the prompts that count', () => {
    expect([...known(() => true, 0).attribution]).toEqual([4, 8.5, 6]);
    expect([...known((prompt) => prompt !== 2, 0).attribution]).toEqual([4, 0.5, 2]);
    expect([...known(() => false, 0).attribution]).toEqual([0, 0, 0]);
  });

  it('positions that are left out have no part in it', () => {
    expect([...known(() => true, 1).attribution]).toEqual([4, 8, 0]);
    expect([...known(() => true, 2).attribution]).toEqual([3, 0, 0]);
  });

  it('those that fire on two prompts may be drawn, two positions of one are not enough', () => {
    expect(known(() => true, 0).candidates).toEqual([1, 2]);
    expect(known(() => false, 1).candidates).toEqual([1, 2]);
  });

  it('is what sums over dense tables give, on random codes', () => {
    const rng = random(1, 'firing');
    const [prompts, positions, features, skip] = [9, 4, 12, 1];
    const codes: Code[] = [];
    for (let p = 0; p < prompts; p++)
      for (let t = 0; t < positions; t++)
        for (let i = 0; i < features; i++)
          if (rng.uniform() < 0.15 * (1 + (i % 3))) codes.push([p, t, 3 * i, 1 + rng.integer(8), rng.integer(9) - 4]);
    const table = tableOf(codes);
    const firing = firingIds(table);
    const counts = (p: number) => p % 2 === 0;
    const found = firingFeatures(activeCodes(table, firing), table.attribution, firing.length, { counts, skip });
    firing.forEach((id, place) => {
      const own = codes.filter(([, , feature]) => feature === id);
      const used = own.filter(([p, t]) => counts(p) && t >= skip);
      expect(found.mass[place]).toBe(own.reduce((sum, [, , , f]) => sum + f, 0));
      expect(found.attribution[place]).toBe(used.reduce((sum, [, , , , a]) => sum + Math.abs(a), 0));
      expect(found.candidates.includes(place)).toBe(new Set(own.map(([p]) => p)).size >= 2);
    });
    expect(firing.length).toBe(features);
  });
});
