import { expect, it } from 'vitest';
import { membersByCluster, membersById } from '../../../../../pipeline/cooccurrence/kernels/steering/members.ts';

const rows = [
  { feature_id: 9, cluster: 2 },
  { feature_id: 3, cluster: 1 },
  { feature_id: 10, cluster: 1 },
  { feature_id: 4, cluster: 2 },
];

it('are ordered by their ids as numbers, whatever their clusters, and the rows stay as they were', () => {
  expect(membersById(rows).map((row) => row.feature_id)).toEqual([3, 4, 9, 10]);
  expect(rows[0].feature_id).toBe(9);
});

it('are listed by cluster in the order of the rows, and every feature once', () => {
  expect([...membersByCluster(rows)]).toEqual([
    [2, [9, 4]],
    [1, [3, 10]],
  ]);
  expect(membersByCluster([]).size).toBe(0);
});
