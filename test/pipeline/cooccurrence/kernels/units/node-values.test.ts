import { expect, it } from 'vitest';
import { NodeMembers } from '../../../../../pipeline/cooccurrence/kernels/units/node-members.ts';
import { nodeCodes, nodeValues } from '../../../../../pipeline/cooccurrence/kernels/units/node-values.ts';

const members = new NodeMembers([{ feature_id: 2, node: 2 }, { feature_id: 5, node: 2 }, { feature_id: 4, node: 4 }]); // biome-ignore format: one line
const alone = new NodeMembers([2, 4, 5].map((id) => ({ feature_id: id, node: id })));

it('a node’s value is the sum of its features’, with its sign; nothing is left where they cancel', () => {
  const values = {
    featureIds: Int32Array.of(2, 4, 5, 9),
    starts: Int32Array.of(0, 3, 4, 7, 8),
    promptIds: Int32Array.of(0, 1, 3, 1, 0, 2, 3, 2),
    values: Float64Array.of(1, 2, 4, 7, -3, 5, -4, 8),
  };
  const found = nodeValues(values, members);
  expect([...found.featureIds]).toEqual([2, 4, 5, 9]);
  expect([...found.starts]).toEqual([0, 3, 4, 4, 5]);
  expect([...found.promptIds]).toEqual([0, 1, 2, 1, 2]);
  expect([...found.values]).toEqual([-2, 2, 5, 7, 8]);
  expect(nodeValues(values, alone)).toBe(values);
});

it('a node’s code is the sum of its features’ where they stand together, at the place of the first', () => {
  const codes = {
    prompt_id: Int32Array.of(0, 0, 0, 0, 1),
    position: Int32Array.of(1, 1, 1, 2, 1),
    feature_id: Int32Array.of(2, 4, 5, 5, 5),
    activation: Float32Array.of(1, 2, 3, 4, 5),
    attribution: Float32Array.of(1, 1, -3, 1, 1),
  };
  expect(nodeCodes(codes, members)).toEqual({
    prompt_id: Int32Array.of(0, 0, 0, 1),
    position: Int32Array.of(1, 1, 2, 1),
    feature_id: Int32Array.of(2, 4, 2, 2),
    activation: Float32Array.of(4, 2, 4, 5),
    attribution: Float32Array.of(-2, 1, 1, 1),
  });
  expect(nodeCodes(codes, alone)).toBe(codes);
  const { attribution: _, ...bare } = codes;
  expect(Object.keys(nodeCodes(bare, members))).toEqual(['prompt_id', 'position', 'feature_id', 'activation']);
});
