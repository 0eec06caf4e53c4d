import { describe, expect, it } from 'vitest';
import { nullable } from '../../src/stats/nullable.ts';

describe('nullable', () => {
  it('turns NaN into null and nothing else', () => {
    expect(nullable([0, Number.NaN, -1, Infinity])).toEqual([0, null, -1, Infinity]);
    expect(nullable(Float64Array.of(Number.NaN))).toEqual([null]);
  });
});
