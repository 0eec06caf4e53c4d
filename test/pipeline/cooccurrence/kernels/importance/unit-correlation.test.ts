import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  correlation,
  spearmanBrown,
  unitCorrelation,
} from '../../../../../pipeline/cooccurrence/kernels/importance/unit-correlation.ts';
import { random } from '../../../../../src/random.ts';

interface Case {
  readonly name: string;
  readonly x: number[];
  readonly y: number[];
  readonly units: number[];
  readonly r: number;
  readonly p: number;
  readonly low: number;
  readonly high: number;
}

const oracle = JSON.parse(readFileSync('fixtures/oracles/importance.oracle.json', 'utf8')) as {
  readonly tolerance: { readonly r: number; readonly p: number; readonly interval: number };
  readonly correlations: readonly Case[];
};
const { tolerance } = oracle;
const rng = random(1, 'unit-correlation');
const normals = (n: number) => Float64Array.from({ length: n }, () => rng.normal());
const alone = (n: number) => Int32Array.from({ length: n }, (_, i) => i);

describe('unitCorrelation', () => {
  it.each(oracle.correlations)('agrees with numpy: $name', ({ x, y, units, ...expected }) => {
    const found = unitCorrelation(Float64Array.from(x), Float64Array.from(y), units, 1);
    expect(Math.abs((found?.r ?? 0) - expected.r)).toBeLessThan(tolerance.r);
    expect(Math.abs((found?.p ?? 0) - expected.p)).toBeLessThan(tolerance.p);
    expect(Math.abs((found?.low ?? 9) - expected.low)).toBeLessThan(tolerance.interval);
    expect(Math.abs((found?.high ?? 9) - expected.high)).toBeLessThan(tolerance.interval);
  });

  it('finds a planted slope and none in noise, one-sided', () => {
    const [x, noise] = [normals(40), normals(40)];
    const planted = unitCorrelation(x, x.map((value, i) => 2 * value + noise[i]), alone(40), 1); // biome-ignore format: one line
    expect(planted).toMatchObject({ p: 1 / 10000, units: 40 });
    expect(planted?.low).toBeGreaterThan(0.6);
    expect(unitCorrelation(x, noise, alone(40), 1)?.p).toBeGreaterThan(0.05);
    expect(unitCorrelation(x, x.map((value) => -value), alone(40), 1)).toMatchObject({ r: -1, p: 1 }); // biome-ignore format: one line
  });

  it('copies count once: sixteen of each of six features say no more than the six', () => {
    const [x, y] = [normals(6), normals(6)];
    const units = Int32Array.from({ length: 96 }, (_, i) => Math.floor(i / 16));
    const copied = (values: Float64Array) => Float64Array.from(units, (unit) => values[unit]);
    const whole = unitCorrelation(copied(x), copied(y), units, 1);
    const once = unitCorrelation(x, y, alone(6), 1);
    expect(whole?.p).toBeCloseTo(once?.p ?? Number.NaN, 1);
    expect(whole?.low).toBeCloseTo(once?.low ?? Number.NaN, 10);
  });

  it('rejects a slope of copies that is none as often as it may', () => {
    const units = Int32Array.from({ length: 60 }, (_, i) => i % 12);
    let rejected = 0;
    for (let world = 0; world < 40; world++) {
      const [x, y] = [normals(12), normals(12)];
      const found = unitCorrelation(Float64Array.from(units, (u) => x[u]), Float64Array.from(units, (u) => y[u]), units, world); // biome-ignore format: one line
      if ((found?.p ?? 1) <= 0.05) rejected++;
    }
    // 2 of 40 expected; more than 6 has probability 0.003.
    expect(rejected).toBeLessThan(7);
  });

  it('is nothing with too few features or no variation, and has no interval where too few draws have an r', () => {
    const [x, y] = [normals(40), normals(40)];
    expect(unitCorrelation(x.slice(0, 3), y.slice(0, 3), alone(3), 1)).toBeNull();
    expect(unitCorrelation(x, new Float64Array(40).fill(0.1), alone(40), 1)).toBeNull();
    expect(unitCorrelation(new Float64Array(0), new Float64Array(0), alone(0), 1)).toBeNull();
    expect(() => unitCorrelation(x, y.slice(1), alone(40), 1)).toThrow('40 and 39 values of 40 features');
    const two = unitCorrelation(Float64Array.of(1, 1, 2, 2), Float64Array.of(1, 1, 3, 3), [0, 0, 1, 1], 1);
    expect(two).toMatchObject({ r: 1, units: 2 });
  });
});

describe('correlation', () => {
  it('is that of the named places, as often as they are named', () => {
    const [x, y] = [Float64Array.of(0, 1, 2, 9), Float64Array.of(0, 1, 1, -9)];
    expect(correlation(x, y, [0, 1, 2])).toBeCloseTo(Math.sqrt(3) / 2, 12);
    expect(correlation(x, y, [0, 1, 1, 0])).toBe(1);
    expect(correlation(x, y, [1, 1])).toBeNaN();
    expect(correlation(x, y, [])).toBeNaN();
  });
});

it('spearmanBrown doubles the length: .5 → 2/3, and what is not above 0 is not reliable', () => {
  expect(spearmanBrown(0.5)).toBeCloseTo(2 / 3, 12);
  expect(spearmanBrown(1)).toBe(1);
  expect(spearmanBrown(-0.4)).toBe(0);
  expect(spearmanBrown(Number.NaN)).toBeNaN();
});
