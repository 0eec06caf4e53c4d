import { describe, expect, it } from 'vitest';
import { TOLERANCE, WorstCase } from '../../../src/methods/attribution/identities.ts';

describe('WorstCase', () => {
  it('keeps the worst deviation relative to its scale, with its place', () => {
    const worst = new WorstCase('ledger');
    worst.see(0.1, 1, 0, 3);
    worst.see(-0.5, 2, 4, 1);
    worst.see(0.2, 1, 5, 2);
    expect(worst.result()).toEqual({ check: 'ledger', worst: 0.25, promptId: 4, position: 1, tolerance: TOLERANCE });
  });
  it('names a place even when every deviation is zero, and 0 of 0 is none', () => {
    const worst = new WorstCase('splice');
    worst.see(0, 0, 2, null);
    worst.see(0, 1, 3, null);
    expect(worst.result()).toEqual({ check: 'splice', worst: 0, promptId: 2, position: null, tolerance: TOLERANCE });
  });
  it('throws for NaN and for a deviation of something that should be zero', () => {
    for (const [deviation, scale] of [
      [Number.NaN, 1],
      [1, 0],
      [1, Number.NaN],
      [Number.POSITIVE_INFINITY, 1],
    ] as const) {
      expect(() => new WorstCase('ones-gradient').see(deviation, scale, 0, 0)).toThrow(RangeError);
      const seen = new WorstCase('ones-gradient');
      seen.see(5, 1, 0, 0);
      expect(() => seen.see(deviation, scale, 1, 0)).toThrow(RangeError);
    }
  });
});
