import { describe, expect, it } from 'vitest';
import { alikeRows } from '../../../../../pipeline/cooccurrence/kernels/steering/near-parallel.ts';

const rows = new Map([
  [1, Float32Array.of(3, 0)],
  [2, Float32Array.of(-2, 0)],
  [3, Float32Array.of(1, Math.sqrt(3))],
  [4, Float32Array.of(0, 0.5)],
  [5, Float32Array.of(0, 0)],
]);

describe('alikeRows', () => {
  it('goes by |cosine| whatever the lengths and signs, and the limit itself is not alike', () => {
    const alike = alikeRows(rows, 0.6);
    expect(alike(1, 2)).toBe(true);
    expect(alike(1, 3)).toBe(false); // 0.5
    expect(alike(3, 4)).toBe(true); // √3 / 2
    expect(alike(1, 4)).toBe(false);
    expect(alikeRows(rows, 1)(1, 2)).toBe(false);
  });

  it('knows no likeness of a row of zeros or of none', () => {
    const alike = alikeRows(rows, 0);
    expect(alike(1, 5)).toBe(false);
    expect(alike(1, 9)).toBe(false);
  });
});
