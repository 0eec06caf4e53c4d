import { describe, expect, it } from 'vitest';
import { directionCosine } from '../../../src/methods/stats/direction-cosine.ts';
import { random } from '../../../src/random.ts';

describe('directionCosine', () => {
  it('is that of the angle, whatever the lengths', () => {
    expect(directionCosine(Float32Array.of(3, 0), Float32Array.of(0.5, 0.5))).toBeCloseTo(Math.SQRT1_2, 12);
    expect(directionCosine(Float32Array.of(1, 2), Float32Array.of(-2, 1))).toBe(0);
  });

  it('is never past 1, and 1 or −1 of a row with itself', () => {
    const rng = random(1, 'direction-cosine');
    for (let run = 0; run < 200; run++) {
      const row = Float32Array.from({ length: 50 }, () => rng.normal());
      expect(directionCosine(row, row)).toBeLessThanOrEqual(1);
      expect(
        directionCosine(
          row,
          row.map((value) => -3 * value),
        ),
      ).toBeCloseTo(-1, 6);
    }
  });

  it('is 0 with a row of zeros', () => {
    expect(directionCosine(Float32Array.of(0, 0), Float32Array.of(1, 0))).toBe(0);
  });
});
