import { describe, expect, it } from 'vitest';
import {
  type AggregateOptions,
  aggregatePositions,
  type PositionRule,
} from '../../../src/methods/attribution/positions.ts';
import { random, shuffle } from '../../../src/random.ts';

type Row = readonly [prompt: number, position: number, feature: number, attribution: number];

/** Feature 7 on two prompts, feature 9 on one, in an order that no rule may rely on. */
const ROWS: readonly Row[] = [
  [0, 3, 7, -2],
  [0, 0, 7, 5],
  [0, 1, 7, -5],
  [1, 2, 7, 1],
  [0, 4, 9, 0.25],
  [0, 2, 9, 0],
];

function aggregate(rows: readonly Row[], options: Partial<AggregateOptions>) {
  const values = aggregatePositions(
    {
      prompt_id: Int32Array.from(rows, (row) => row[0]),
      position: Int32Array.from(rows, (row) => row[1]),
      feature_id: Int32Array.from(rows, (row) => row[2]),
      attribution: Float32Array.from(rows, (row) => row[3]),
    },
    { rule: 'last', excludeFirst: false, lengths: [5, 4], ...options },
  );
  const cellsOf = (k: number): [number, Record<number, number>] => {
    const places = Array.from({ length: values.starts[k + 1] - values.starts[k] }, (_, i) => values.starts[k] + i);
    return [values.featureIds[k], Object.fromEntries(places.map((at) => [values.promptIds[at], values.values[at]]))];
  };
  return Object.fromEntries(Array.from(values.featureIds, (_, k) => cellsOf(k)));
}

describe('aggregatePositions', () => {
  const expected: Readonly<Record<PositionRule, unknown>> = {
    last: { 7: { 0: -2, 1: 1 }, 9: { 0: 0.25 } },
    sum: { 7: { 0: -2, 1: 1 }, 9: { 0: 0.25 } },
    final: { 7: {}, 9: { 0: 0.25 } },
    'max-abs': { 7: { 0: 5, 1: 1 }, 9: { 0: 0.25 } },
  };
  for (const rule of Object.keys(expected) as PositionRule[]) {
    it(`${rule}, whatever the order of rows`, () => {
      expect(aggregate(ROWS, { rule })).toEqual(expected[rule]);
      expect(aggregate([...ROWS].reverse(), { rule })).toEqual(expected[rule]);
      expect(aggregate(shuffle([...ROWS], random(1, 'rows')), { rule })).toEqual(expected[rule]);
    });
  }
  it('leaves position 0 out when the first is excluded', () => {
    expect(aggregate(ROWS, { rule: 'max-abs', excludeFirst: true })).toMatchObject({ 7: { 0: -5 } });
    expect(aggregate(ROWS, { rule: 'sum', excludeFirst: true })).toMatchObject({ 7: { 0: -7 } });
    expect(aggregate([[0, 0, 3, 1]], { excludeFirst: true })).toEqual({ 3: {} });
  });
  it('takes the last position that is not zero', () => {
    expect(
      aggregate(
        [
          [0, 1, 3, 2],
          [0, 4, 3, 0],
        ],
        {},
      ),
    ).toEqual({ 3: { 0: 2 } });
  });
  it('counts a sum that cancels as no value', () => {
    expect(
      aggregate(
        [
          [0, 1, 3, 2],
          [0, 2, 3, -2],
          [1, 1, 3, 1],
        ],
        { rule: 'sum' },
      ),
    ).toEqual({ 3: { 1: 1 } });
  });
  it('takes the earlier of two equal magnitudes', () => {
    const rows: Row[] = [
      [0, 3, 3, -2],
      [0, 1, 3, 2],
    ];
    expect(aggregate(rows, { rule: 'max-abs' })).toEqual({ 3: { 0: 2 } });
    expect(aggregate([...rows].reverse(), { rule: 'max-abs' })).toEqual({ 3: { 0: 2 } });
  });
  it('refuses a value that is not finite', () => {
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => aggregate([[1, 2, 3, bad]], {})).toThrow(/at prompt 1, position 2/);
  });
});
