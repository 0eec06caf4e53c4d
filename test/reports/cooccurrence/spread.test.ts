import { describe, expect, it } from 'vitest';
import { spread } from '../../../reports/cooccurrence/spread.ts';

const nearest = (points: readonly { x: number; y: number }[]): number =>
  Math.min(
    ...points.flatMap((one, index) => points.slice(index + 1).map((two) => Math.hypot(one.x - two.x, one.y - two.y))),
  );

describe('spreading points', () => {
  it('leaves no two nearer than the distance, even from one place', () => {
    const points = Array.from({ length: 40 }, () => ({ x: 0, y: 0 }));
    spread(points, 1);
    expect(nearest(points)).toBeGreaterThan(0.95);
  });

  it('leaves points alone that are far enough', () => {
    const points = [
      { x: 0, y: 0 },
      { x: 2, y: 0 },
    ];
    spread(points, 1.5);
    expect(points).toEqual([
      { x: 0, y: 0 },
      { x: 2, y: 0 },
    ]);
  });

  it('refuses a distance that is none', () => {
    expect(() => spread([], 0)).toThrow(RangeError);
  });
});
