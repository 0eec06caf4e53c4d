import { describe, expect, it } from 'vitest';
import { basisOf, directionCosine, norm, projector, removeSpan } from '../../../src/methods/stats/basis.ts';
import { random } from '../../../src/random.ts';

describe('basisOf', () => {
  it('is orthonormal even for nearly dependent columns', () => {
    const rng = random(2, 'basis');
    const x = Array.from({ length: 50 }, () => rng.normal());
    const columns = [x, x.map((value) => value + 1e-7 * rng.normal()), x.map((value) => value + 1e-7 * rng.normal())];
    const { vectors } = basisOf(50, columns);
    expect(vectors).toHaveLength(3);
    vectors.forEach((a, i) => {
      vectors.forEach((b, j) => {
        expect(a.reduce((sum, value, at) => sum + value * b[at], 0)).toBeCloseTo(i === j ? 1 : 0, 13);
      });
    });
  });

  it('leaves out columns in the span of those before', () => {
    const { independent } = basisOf(4, [
      [1, 1, 1, 1],
      [1, 0, 1, 0],
      [0, 1, 0, 1],
      [0, 0, 0, 0],
      [1, 2, 3, 4],
    ]);
    expect(independent).toEqual([0, 1, 4]);
  });

  it('refuses a wrong length and NaN', () => {
    expect(() => basisOf(3, [[1, 2]])).toThrow(/column 0 has 2 values, expected 3/);
    expect(() => basisOf(1, [[Number.NaN]])).toThrow(/not finite/);
  });
});

describe('removeSpan', () => {
  it('takes out what lies along the vectors and nothing else', () => {
    const vector = Float64Array.of(3, 4);
    removeSpan(vector, [Float64Array.of(1, 0)]);
    expect([...vector]).toEqual([0, 4]);
  });
});

describe('norm', () => {
  it('does not over- or underflow', () => {
    expect(norm(Float64Array.of(3e200, 4e200))).toBeCloseTo(5e200, -190);
    expect(norm(Float64Array.of(0, 0))).toBe(0);
  });
});

describe('projector', () => {
  const rng = random(1, 'projector');
  const vector = (): Float32Array => Float32Array.from({ length: 6 }, () => rng.normal());
  const inner = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0);

  describe('projector', () => {
    const span = [vector(), vector()];
    const project = projector(span);
    it('leaves the span as it is and takes what is orthogonal to nothing', () => {
      const inside = span[0]!.map((value, d) => 2 * value - 3 * span[1]![d]!);
      project(inside).forEach((value, d) => expect(value).toBeCloseTo(inside[d]!, 5));
      const x = vector();
      const rest = x.map((value, d) => value - project(x)[d]!);
      for (const one of span) expect(inner(rest, one)).toBeCloseTo(0, 5);
    });
    it('is idempotent, and ignores a dependent vector', () => {
      const x = vector();
      const once = project(x);
      project(once).forEach((value, d) => expect(value).toBeCloseTo(once[d]!, 5));
      const more = projector([...span, span[0]!.map((value) => -2 * value)]);
      more(x).forEach((value, d) => expect(value).toBeCloseTo(once[d]!, 5));
    });
    it('onto nothing is zero', () => expect(Array.from(projector([])(vector()))).toEqual(Array(6).fill(0)));
  });
});

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
