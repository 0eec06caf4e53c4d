import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { adjustedMutualInformation } from '../../../../src/methods/graph/communities/adjusted-mutual-information.ts';

interface Case {
  readonly one: number[];
  readonly two: number[];
  readonly ami: number;
}
const file = new URL('../../../../fixtures/oracles/partitions.oracle.json', import.meta.url);
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: Case[] };
const ami = (one: readonly number[], two: readonly number[]): number =>
  adjustedMutualInformation(Int32Array.from(one), Int32Array.from(two));

it.each(cases.map((own) => [own.one.length, own.ami, own] as const))(
  'is that of scikit-learn: %i nodes, %d',
  (_, wanted, { one, two }) => {
    expect(ami(one, two)).toBeCloseTo(wanted, 10);
    expect(ami(two, one)).toBeCloseTo(wanted, 10);
  },
);

it('is 1 of equal partitions, whatever their labels, also where chance leaves no room', () => {
  expect(ami([0, 0, 1, 1, 2], [7, 7, 3, 3, 5])).toBeCloseTo(1, 12);
  expect(ami([0, 0, 0], [4, 4, 4])).toBe(1);
  expect(ami([0, 1, 2, 3], [3, 2, 1, 0])).toBe(1);
});

it('falls below 0 where two partitions share less than chance gives', () => {
  expect(ami([0, 0, 1, 1], [0, 1, 0, 1])).toBeLessThan(0);
});

it('refuses no nodes, and labels of other nodes', () => {
  expect(() => ami([], [])).toThrow('0 nodes');
  expect(() => ami([0], [0, 1])).toThrow('1 and 2 labels');
});
