import { describe, expect, it } from 'vitest';
import { packCircles } from '../../reports/pack.ts';

describe('circle packing', () => {
  it('keeps the gap between any two circles', () => {
    const circles = packCircles([9, 5, 5, 3, 1, 1, 1], 0.5);
    for (const [first, one] of circles.entries()) {
      for (const two of circles.slice(first + 1))
        expect(Math.hypot(one.x - two.x, one.y - two.y)).toBeGreaterThanOrEqual(one.radius + two.radius + 0.5);
    }
  });

  it('puts the largest in the middle and gives the same places again', () => {
    expect(packCircles([4, 2], 0)[0]).toEqual({ x: 0, y: 0, radius: 4 });
    expect(packCircles([4, 3, 2], 1)).toEqual(packCircles([4, 3, 2], 1));
  });

  it('packs nothing', () => {
    expect(packCircles([], 1)).toEqual([]);
  });
});
