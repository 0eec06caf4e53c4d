import { describe, expect, it } from 'vitest';
import { isSlow } from '../../../../reports/client/network/frame-budget.ts';

const frames = (count: number, ms: number): number[] => Array.from({ length: count }, () => ms);

describe('frames while the view moves', () => {
  it('are slow when the middle one of the last seven is', () => {
    expect(isSlow(frames(7, 40))).toBe(true);
    expect(isSlow(frames(7, 16))).toBe(false);
    expect(isSlow([...frames(3, 200), ...frames(4, 16)])).toBe(false);
    expect(isSlow([...frames(50, 16), ...frames(4, 40)])).toBe(true);
  });

  it('are not judged before there are enough', () => {
    expect(isSlow(frames(6, 400))).toBe(false);
  });
});
