import { describe, expect, it } from 'vitest';
import { heldOutImportances, importance, importances } from '../../../../pipeline/cooccurrence/claims/h3-importance.ts';
import { random } from '../../../../src/random.ts';

const OPTIONS = { seed: 1, replicates: 199 };
const rng = random(1, 'importance-test');
const x = Float64Array.from({ length: 40 }, () => rng.normal());
const noise = Float64Array.from({ length: 40 }, () => rng.normal());

describe('importance', () => {
  it('finds a planted slope with the interval of Fisher', () => {
    const found = importance(x, x.map((value, i) => 2 * value + noise[i]), OPTIONS); // biome-ignore format: one line
    expect(found?.p).toBe(1 / 200);
    expect(Math.atanh(found?.high ?? 0) - Math.atanh(found?.low ?? 0)).toBeCloseTo(
      (2 * 1.959963984540054) / Math.sqrt(37),
      9,
    );
  });

  it('does not find one in noise', () => {
    expect(importance(x, noise, OPTIONS)?.p).toBeGreaterThan(0.05);
  });

  it('is one-sided: a slope against the claim has p near 1', () => {
    expect(importance(x, x.map((value) => -value), OPTIONS)).toMatchObject({ r: -1, low: -1, high: -1, p: 1 }); // biome-ignore format: one line
  });

  it('is nothing with too few features or no variation', () => {
    expect(importance(x.slice(0, 3), noise.slice(0, 3), OPTIONS)).toBeNull();
    expect(importance(x, new Float64Array(40), OPTIONS)).toBeNull();
    expect(importance(new Float64Array(0), new Float64Array(0), OPTIONS)).toBeNull();
    expect(() => importance(x, noise.slice(1), OPTIONS)).toThrow('40 centralities and 39 damages');
  });
});

describe('importances', () => {
  const rowsOf = (split: string, damage: Float64Array) =>
    Array.from(x, (value, i) => ({ split, measure: 'degree', value, damage: damage[i] }));

  it('takes each measure by itself and leaves out one that does not vary', () => {
    const flat = rowsOf('strata', x).map((row) => ({ ...row, measure: 'closeness', value: 1 }));
    expect([...importances([...rowsOf('strata', x), ...flat], OPTIONS).keys()]).toEqual(['degree']);
  });

  it('of several splits the one with the largest p speaks, and one that cannot be asked leaves the measure out', () => {
    expect(heldOutImportances(rowsOf('strata', x), OPTIONS).get('degree')).toBe(1 / 200);
    const both = [...rowsOf('strata', x), ...rowsOf('templates', noise)];
    expect(heldOutImportances(both, OPTIONS).get('degree')).toBeGreaterThan(0.05);
    const flat = [...rowsOf('strata', x), ...rowsOf('templates', new Float64Array(40))];
    expect(heldOutImportances(flat, OPTIONS).size).toBe(0);
    expect(heldOutImportances([], OPTIONS).size).toBe(0);
  });
});
