import { expect, it } from 'vitest';
import { effectInputs } from '../../../../../pipeline/cooccurrence/kernels/effect/effect-inputs.ts';
import { NodeMembers } from '../../../../../pipeline/cooccurrence/kernels/units/node-members.ts';

const tables = {
  words: [0, 1, 2].map((prompt_id) => ({ prompt_id, stratum: 's', answer: `a${prompt_id}`, n_tokens: 3 })),
  clustered: [{ feature_id: 5, cluster: 2 }, { feature_id: 8, cluster: 1 }, { feature_id: 9, cluster: 1 }], // biome-ignore format: one line
  halves: [{ prompt_id: 0, half: 'first' }, { prompt_id: 1, half: 'second' }, { prompt_id: 2, half: 'first' }] as const, // biome-ignore format: one line
  codes: {
    prompt_id: Int32Array.from([0, 0, 0, 1, 2, 2]),
    position: Int32Array.from([0, 1, 2, 1, 1, 2]),
    feature_id: Int32Array.from([5, 5, 8, 5, 9, 7]),
    activation: Float32Array.from([10, 20, 30, 40, 50, 60]),
    attribution: Float32Array.from([1, 2, 3, 4, 5, 6]),
  },
  members: new NodeMembers([]),
  decoder: new Map([[5, Float32Array.of(1, 0)], [8, Float32Array.of(0, 1)], [9, Float32Array.of(0, 1)]]), // biome-ignore format: one line
};

it('has values and codes by the study’s rule, clusters from 0, copies as units, halves, what features write', () => {
  const { halves: _, ...rest } = tables;
  const found = effectInputs({ ...rest, halves: [...tables.halves] }, { positions: 'sum', mostPairs: 10, skip: 1 });
  expect(found.features).toEqual([5, 8, 9]);
  expect([...found.network]).toEqual([1, 0, 0]);
  expect([...found.values.values]).toEqual([2, 4, 0, 3, 0, 0, 0, 0, 5]);
  expect([...found.codes.values]).toEqual([20, 40, 0, 30, 0, 0, 0, 0, 50]);
  expect(found.units).toEqual([[0], [1, 2]]);
  expect(found.prompts.map(({ heldOut }) => heldOut)).toEqual([false, true, false]);
  expect([found.rows.width, [...found.rows.data]]).toEqual([2, [1, 0, 0, 1, 0, 1]]);
  const last = effectInputs({ ...rest, halves: [...tables.halves] }, { positions: 'last', mostPairs: 10, skip: 0 });
  expect([...last.codes.values].slice(0, 2)).toEqual([20, 40]);
});

it('refuses a feature that never fires, and more pairs than can be compared', () => {
  const rule = { positions: 'sum', mostPairs: 10, skip: 0 } as const;
  const silent = { ...tables, halves: [...tables.halves], clustered: [{ feature_id: 6, cluster: 1 }], decoder: new Map([[6, Float32Array.of(1, 0)]]) }; // biome-ignore format: one line
  expect(() => effectInputs(silent, rule)).toThrow('feature 6');
  expect(() => effectInputs({ ...tables, halves: [...tables.halves] }, { ...rule, mostPairs: 2 })).toThrow('too many');
});

it('has one value and one code of a node of several features, which is a unit by itself', () => {
  const nodes = [{ feature_id: 5, node: 5 }, { feature_id: 8, node: 8 }, { feature_id: 9, node: 8 }]; // biome-ignore format: one line
  const merged = {
    ...tables,
    halves: [...tables.halves],
    members: new NodeMembers(nodes),
    clustered: tables.clustered.slice(0, 2),
  };
  const found = effectInputs(merged, { positions: 'sum', mostPairs: 10, skip: 1 });
  expect([...found.values.values]).toEqual([2, 4, 0, 3, 0, 5]);
  expect([...found.codes.values]).toEqual([20, 40, 0, 30, 0, 50]);
  expect(found.units).toEqual([[0], [1]]);
});
