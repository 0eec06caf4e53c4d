import { expect, it } from 'vitest';
import {
  NodeMembers,
  nodeParts,
  nodeRows,
  partsOf,
} from '../../../../../pipeline/cooccurrence/kernels/units/node-members.ts';
import { decoderRows } from '../../../../../src/engine/dictionary/decoder-rows.ts';
import { openSubject } from '../../../../../src/engine/passes/subject.ts';
import { engineStudy } from '../../../../engine.ts';

/** Nodes 2 of two features and 4 of one. */
const members = new NodeMembers([{ feature_id: 2, node: 2 }, { feature_id: 5, node: 2 }, { feature_id: 4, node: 4 }]); // biome-ignore format: one line

it('knows the features of a node and the node of a feature; what is in none is one by itself', () => {
  expect([members.of(2), members.of(4), members.of(9)]).toEqual([[2, 5], [4], [9]]);
  expect(members.all([4, 2, 9])).toEqual([4, 2, 5, 9]);
  expect([2, 5, 4, 9].map((id) => members.nodeOf(id))).toEqual([2, 2, 4, 9]);
  expect(members.clustered([{ feature_id: 2, cluster: 7 }, { feature_id: 4, cluster: 8 }])).toEqual([{ feature_id: 2, cluster: 7 }, { feature_id: 5, cluster: 7 }, { feature_id: 4, cluster: 8 }]); // biome-ignore format: one line
  expect([members.merged, new NodeMembers([{ feature_id: 2, node: 2 }]).merged, new NodeMembers([]).merged]).toEqual([true, false, false]); // biome-ignore format: one line
});

it('gives the places of the features of nodes that are known by their places', () => {
  const parts = nodeParts([4, 2, 9], members);
  expect(parts).toEqual({ features: [4, 2, 5, 9], parts: [[0], [1, 2], [3]] });
  expect(partsOf(parts, [1, 2])).toEqual([1, 2, 3]);
  expect(nodeParts([3, 1], new NodeMembers([]))).toEqual({ features: [3, 1], parts: [[0], [1]] });
});

it('a node writes the sum of what its features write', async () => {
  const { sae } = await openSubject(await engineStudy());
  const [alone, merged] = [await decoderRows(sae, [2, 4, 5]), await nodeRows(sae, [4, 2], members)];
  expect([...merged.keys()]).toEqual([4, 2]);
  expect(merged.get(4)).toEqual(alone.get(4));
  merged
    .get(2)
    ?.forEach((value, d) => expect(value).toBeCloseTo((alone.get(2)?.[d] ?? 0) + (alone.get(5)?.[d] ?? 0), 6));
  expect(await nodeRows(sae, [2, 4, 5], new NodeMembers([]))).toEqual(alone);
});
