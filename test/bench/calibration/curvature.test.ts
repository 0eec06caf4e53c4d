import { describe, expect, it } from 'vitest';
import { type CurvatureOptions, curvature } from '../../../bench/calibration/curvature.ts';
import { direction, dot } from '../../../bench/calibration/vectors.ts';
import { random } from '../../../src/random.ts';

const WIDTH = 96;
const rows = Array.from({ length: 12 }, (_, f) => direction(WIDTH, random(1, 'rows', f)));
const groups = [
  [0, 1, 2],
  [3, 4, 5],
];
const made = (change: Partial<CurvatureOptions> = {}) =>
  curvature({ rows, groups, interaction: 0.7, mixed: false, background: 0, ...change }, random(2, 'curvature'));
const between = (bend: ReturnType<typeof made>, i: number, j: number) =>
  bend.product(bend.read(rows[i]), bend.read(rows[j]));

describe('curvature', () => {
  it('bends every pair of a group by minus the interaction, and no other pair and no feature alone', () => {
    const bend = made();
    expect(between(bend, 0, 1)).toBeCloseTo(-0.7, 10);
    expect(between(bend, 4, 5)).toBeCloseTo(-0.7, 10);
    for (const [i, j] of [[0, 3], [0, 9], [9, 10], [0, 0], [11, 11]]) expect(between(bend, i, j)).toBeCloseTo(0, 10); // biome-ignore format: one line
  });

  it('gives pairs either sign where asked, and follows the gate', () => {
    const [plain, bend] = [made(), made({ mixed: true })];
    const pairs = [[0, 1], [0, 2], [1, 2], [3, 4], [3, 5], [4, 5]] as const; // biome-ignore format: one line
    for (const [i, j] of pairs) expect(Math.abs(between(bend, i, j))).toBeCloseTo(0.7, 10);
    expect(new Set(pairs.map(([i, j]) => Math.sign(between(bend, i, j))))).toEqual(new Set([-1, 1]));
    const [x, y] = [plain.read(rows[0]), plain.read(rows[1])];
    expect(plain.product(x, y, -1)).toBeCloseTo(0.7, 10);
    expect(dot(plain.times(rows[0], -1), rows[1])).toBeCloseTo(0.7, 10);
  });

  it('has the product of two vectors as one times the image of the other', () => {
    const bend = made({ background: 0.3 });
    const [x, y] = [direction(WIDTH, random(3, 'x')), direction(WIDTH, random(3, 'y'))];
    const product = bend.product(bend.read(x), bend.read(y));
    expect(dot(bend.times(x), y)).toBeCloseTo(product, 10);
    expect(bend.product(bend.read(y), bend.read(x))).toBeCloseTo(product, 10);
  });

  it('bends arbitrary directions as much as the background says', () => {
    const bend = made({ interaction: 0, background: 0.3 });
    let squares = 0;
    for (let k = 0; k < 400; k++) {
      const [x, y] = [direction(WIDTH, random(4, 'x', k)), direction(WIDTH, random(4, 'y', k))];
      squares += bend.product(bend.read(x), bend.read(y)) ** 2 / 400;
    }
    expect(Math.sqrt(squares) / 0.3).toBeGreaterThan(0.6);
    expect(Math.sqrt(squares) / 0.3).toBeLessThan(1.6);
  });
});
