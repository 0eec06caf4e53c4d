import { describe, expect, it } from 'vitest';
import { summaries, summarise, TOO_FEW } from '../../../../../pipeline/cooccurrence/kernels/nulls/summary.ts';
import { random } from '../../../../../src/random.ts';

/** `count` copies of the values in turn. */
const turns = (values: readonly number[], count: number) =>
  Array.from({ length: count }, (_, i) => values[i % values.length]);

describe('summarise', () => {
  it('counts replicates at least as large, plus one on both sides', () => {
    const found = summarise(3, turns([1, 2, 3, 4], 100));
    expect(found).toMatchObject({ mean: 2.5, p: 51 / 101, replicates: 100, defined: 100, p_exists: 1, note: null });
    expect(found.sd).toBeCloseTo(Math.sqrt((100 * 1.25) / 99), 12);
    expect(found.z).toBeCloseTo(0.5 / Math.sqrt((100 * 1.25) / 99), 12);
    expect(summarise(9, turns([1, 2, 3, 4], 100)).p).toBe(1 / 101);
    expect(summarise(0, turns([1, 2, 3, 4], 100)).p).toBe(1);
  });

  it('has mean, median and quantiles of the replicates', () => {
    expect(summarise(3, [1, 2, 3, 40])).toMatchObject({ mean: 11.5, median: 2.5 });
    expect(summarise(3, []).median).toBeNull();
  });

  it('asks by itself whether a replicate has the statistic, and compares size among those that do', () => {
    const found = summarise(2, [...turns([1, 3], 100), ...turns([Number.NaN], 300)]);
    expect(found).toMatchObject({ mean: 2, defined: 100, replicates: 400, p: 51 / 101, p_exists: 101 / 401 });
    expect(found.note).toBe('it does not exist in 300 of 400 replicates');
  });

  it('has no p and no z where fewer than 100 replicates have it: being there at all is no size', () => {
    const found = summarise(54.5, [...turns([60, 70], 8), ...turns([Number.NaN], 192)]);
    expect(found).toMatchObject({ mean: 65, defined: 8, p: null, z: null, p_exists: 9 / 201 });
    expect(found.note).toBe(`${TOO_FEW}; it does not exist in 192 of 200 replicates`);
    expect(summarise(5, turns([1, 2], 99))).toMatchObject({ p: null, z: null, p_exists: null, note: TOO_FEW });
  });

  it('has no p where the study has no value', () => {
    expect(summarise(Number.NaN, turns([1, 2], 100))).toMatchObject({ observed: null, p: null, p_exists: null, z: null, mean: 1.5, note: 'it does not exist in this study' }); // biome-ignore format: one line
  });

  it('has neither z nor p where replicates do not vary: they are one draw', () => {
    for (const value of [0, 0.3, -4, 1e12])
      for (const observed of [0.1 + 0.2, 1e13, value])
        expect(summarise(observed, turns([value], 200)), `${observed} ${value}`).toMatchObject({
          ...{ z: null, p: null, defined: 200, p_exists: 1 },
          note: 'it is the same in every replicate: one draw, and no p',
        });
  });

  it('counts ties as at least as large', () => {
    expect(summarise(0.1 + 0.2, turns([0.3, 0.2], 100)).p).toBe(51 / 101);
  });

  it('never has a small p beside a z that is not above zero, however skewed the replicates', () => {
    for (let seed = 0; seed < 400; seed++) {
      const rng = random(seed, 'skewed');
      const replicates = Array.from({ length: 120 }, () =>
        rng.uniform() < 0.3 ? Number.NaN : Math.exp(8 * rng.uniform() ** 6 * rng.normal()),
      );
      const { p, z } = summarise(Math.exp(2 * rng.normal()), replicates);
      if (p !== null && p <= 0.05 && z !== null) expect(z).toBeGreaterThan(0);
    }
    const few = [...turns([1, 2], 196), ...turns([1e6], 4)];
    expect(summarise(3, few)).toMatchObject({ p: 5 / 201, z: null });
    expect(summarise(3, few).note).toContain('their mean is above nearly all');
  });

  it('says why everything is absent without replicates', () => {
    expect(summarise(1, [])).toMatchObject({ mean: null, p: null, replicates: 0, defined: 0 });
    expect(summarise(1, []).note).not.toBeNull();
  });

  it('refuses infinity', () => {
    expect(() => summarise(Number.POSITIVE_INFINITY, [1])).toThrow('expected a finite number or NaN');
    expect(() => summarise(1, [Number.NEGATIVE_INFINITY])).toThrow('expected a finite number or NaN');
  });

  it('splits a table of replicates by statistic and density, and says which of them decides', () => {
    const asked = [
      { statistic: 'edges', density: 'threshold' },
      { statistic: 'giant', density: 'threshold' },
      { statistic: 'giant', density: 'edges' },
    ] as const;
    const rows = summaries('some-null', asked, [1, 20, 20], Float64Array.of(1, 10, 5, 2, 20, 6, 3, 30, 7));
    expect(rows.map((row) => [row.null, row.statistic, row.density, row.mean, row.decides])).toEqual([
      ['some-null', 'edges', 'threshold', 2, true],
      ['some-null', 'giant', 'threshold', 20, false],
      ['some-null', 'giant', 'edges', 6, true],
    ]);
  });
});
