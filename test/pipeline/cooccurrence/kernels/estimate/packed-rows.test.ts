import { describe, expect, it } from 'vitest';
import { packedRows } from '../../../../../pipeline/cooccurrence/kernels/estimate/packed-rows.ts';

/** Two that begin alike, one by itself, and a longer one that begins as the first two. */
const tokens = [[9, 1, 2, 3], [9, 1, 2, 4], [9, 5, 6, 7], [9, 1, 2, 3, 8, 8]]; // biome-ignore format: one line
const everyone = Int32Array.of(0, 1, 2, 3);
const at = (first: (length: number) => number, together = 100) => ({ tokens, first, together });

describe('positions of an intervention', () => {
  it('count once where prompts of about equal length begin alike', () => {
    // 9, 1, 2, 3, then 4, then 5, 6, 7; the longer prompt is of another class.
    expect(
      packedRows(
        at(() => 0),
        everyone,
      ),
    ).toBe(4 + 1 + 3 + 6);
    expect(
      packedRows(
        at(() => 0),
        Int32Array.of(0, 2),
      ),
    ).toBe(4 + 3);
    expect(
      packedRows(
        at(() => 0),
        Int32Array.of(3),
      ),
    ).toBe(6);
    expect(
      packedRows(
        at(() => 0),
        new Int32Array(0),
      ),
    ).toBe(0);
  });

  it('leave out what stands before the first change', () => {
    expect(
      packedRows(
        at(() => 1),
        everyone,
      ),
    ).toBe(3 + 1 + 3 + 5);
    expect(
      packedRows(
        at((length) => length - 1),
        everyone,
      ),
    ).toBe(4);
    expect(
      packedRows(
        at((length) => length),
        everyone,
      ),
    ).toBe(0);
  });

  it('are shared among prompts that are held together alone', () => {
    expect(
      packedRows(
        at(() => 0, 1),
        everyone,
      ),
    ).toBe(4 + 4 + 4 + 6);
    // Three prompts of a class in two panels: the first of those that begin alike, then the other two, which share the first token.
    expect(
      packedRows(
        at(() => 0, 2),
        everyone,
      ),
    ).toBe(4 + (4 + 3) + 6);
  });
});
