import { describe, expect, it } from 'vitest';
import {
  drawRows,
  matchRows,
  POOL,
  type Traits,
} from '../../../../../pipeline/cooccurrence/kernels/nulls/matched-rows.ts';
import { random } from '../../../../../src/random.ts';

const traits = (rates: number[], norms: number[]) => ({
  logRate: Float64Array.from(rates),
  logNorm: Float64Array.from(norms),
});
const many = (n: number, name: string) => {
  const rng = random(1, name);
  return traits(Array.from({ length: n }, () => rng.normal()), Array.from({ length: n }, () => rng.normal())); // biome-ignore format: one line
};

describe('matchRows and drawRows', () => {
  it('lists the nearest candidate first, ties by number', () => {
    const matches = matchRows(traits([0, 1], [0, 0]), traits([1, 0.4, 0], [0, 0, 0]));
    expect([...matches.nearest.subarray(0, 3)]).toEqual([2, 1, 0]);
    expect([...matches.nearest.subarray(3, 6)]).toEqual([0, 1, 2]);
    expect([...matchRows(traits([0], [0]), traits([1, -1], [0, 0])).nearest]).toEqual([0, 1]);
  });

  it('draws without repeats while there are enough candidates', () => {
    const matches = matchRows(many(40, 'selected'), many(60, 'others'));
    for (let k = 0; k < 20; k++) {
      const drawn = drawRows(matches, random(1, 'draw', k));
      expect(new Set(drawn).size).toBe(40);
    }
  });

  it('serves every feature with fewer candidates than features', () => {
    const drawn = drawRows(matchRows(many(10, 'selected'), many(3, 'others')), random(1, 'draw'));
    expect(drawn).toHaveLength(10);
    expect([...drawn].every((c) => c >= 0 && c < 3)).toBe(true);
  });

  it('draws alike features: distances far below those of candidates at large', () => {
    const selected = traits(Array.from({ length: 20 }, () => 3), Array.from({ length: 20 }, () => 0)); // biome-ignore format: one line
    const others = many(2000, 'others');
    const matches = matchRows(selected, others);
    const drawn = drawRows(matches, random(1, 'draw'));
    const rates = Array.from(drawn, (c) => others.logRate[c]);
    expect(Math.min(...rates)).toBeGreaterThan(1); // the mean candidate is at 0
  });

  it('makes nothing of norms that differ by the rounding of float32: rows of length 1 are matched by rate alone', () => {
    const rng = random(7, 'norms');
    const noisy = ({ logRate }: Traits) => ({
      logRate,
      logNorm: logRate.map(() => Math.log10(1 + 6e-8 * rng.normal())),
    });
    const exact = ({ logRate }: Traits) => ({ logRate, logNorm: new Float64Array(logRate.length) });
    const [selected, others] = [many(30, 'selected'), many(300, 'others')];
    expect(matchRows(noisy(selected), noisy(others))).toEqual(matchRows(exact(selected), exact(others)));
  });

  it('is decided by the seed and uses the whole pool over replicates', () => {
    const matches = matchRows(traits([0], [0]), many(400, 'others'));
    const draws = Array.from({ length: 1000 }, (_, k) => drawRows(matches, random(1, 'draw', k))[0]);
    expect(draws).toEqual(Array.from({ length: 1000 }, (_, k) => drawRows(matches, random(1, 'draw', k))[0]));
    expect(new Set(draws)).toEqual(new Set(matches.nearest.subarray(0, POOL)));
  });

  it.each([
    [traits([0], [0]), traits([], []), 'no candidates'],
    [traits([Number.NaN], [0]), traits([0], [0]), 'trait NaN'],
  ])('refuses bad arguments %#', (selected, others, message) => {
    expect(() => matchRows(selected, others)).toThrow(message);
  });
});
