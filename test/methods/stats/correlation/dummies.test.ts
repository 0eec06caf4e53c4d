import { describe, expect, it } from 'vitest';
import { dummies } from '../../../../src/methods/stats/correlation/dummies.ts';

describe('dummies', () => {
  it('gives one 0/1 column per level, and they sum to one', () => {
    expect(dummies(['a', 'b', 'a', 'c']).map((column) => [...column])).toEqual([
      [1, 0, 1, 0],
      [0, 1, 0, 0],
      [0, 0, 0, 1],
    ]);
    expect(dummies([])).toEqual([]);
  });
});
