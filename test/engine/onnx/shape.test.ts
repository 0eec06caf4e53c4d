import { describe, expect, it } from 'vitest';
import { broadcastShapes, normaliseAxis, productOf, sameShape, sumOf } from '../../../src/engine/onnx/shape.ts';

describe('shapes', () => {
  it('broadcast as in NumPy, names only with themselves and with 1', () => {
    expect(broadcastShapes(['b', 1, 3], [4, 1], 'x')).toEqual(['b', 4, 3]);
    expect(broadcastShapes([], ['b'], 'x')).toEqual(['b']);
    expect(broadcastShapes(['b', 't'], ['b', 't'], 'x')).toEqual(['b', 't']);
    expect(() => broadcastShapes(['b'], [4], 'Add')).toThrow('Add: shapes [b] and [4] do not broadcast (b against 4)');
    expect(() => broadcastShapes([2], [3], 'Add')).toThrow(RangeError);
  });
  it('count axes from either end', () => {
    expect([normaliseAxis(0, 3, 'x'), normaliseAxis(-1, 3, 'x')]).toEqual([0, 2]);
    for (const axis of [3, -4, 0.5, Number.NaN]) expect(() => normaliseAxis(axis, 3, 'x')).toThrow(RangeError);
  });
  it('multiply and add sizes, whatever the order of names', () => {
    expect(productOf([2, 3])).toBe(6);
    expect(productOf([])).toBe(1);
    expect(productOf(['t', 2, 'b', 3])).toBe('6*b*t');
    expect(productOf(['b*t', 2])).toBe(productOf([2, 't', 'b']));
    expect(sumOf([1, 2])).toBe(3);
    expect(sumOf(['b', 2])).toBe('b+2');
  });
  it('are the same when every dimension is', () => {
    expect(sameShape(['b', 2], ['b', 2])).toBe(true);
    expect(sameShape(['b', 2], ['b', 3])).toBe(false);
    expect(sameShape([], [1])).toBe(false);
  });
});
