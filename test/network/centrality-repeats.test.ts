import { describe, expect, it } from 'vitest';
import { attributionNetwork } from '../../src/network/attribution-network.ts';
import { centralityRepeats } from '../../src/network/centrality-repeats.ts';
import { random } from '../../src/random.ts';

const rng = random(8, 'values');
const [rows, cols] = [50, 12];
const factors = Array.from({ length: rows }, () => rng.normal());
const values = Float64Array.from({ length: rows * cols }, (_, k) => {
  const column = k % cols;
  return column < 6 ? factors[Math.floor(k / cols)] + 0.3 * rng.normal() : rng.normal();
});
const matrix = { rows, cols, values };
const strata = Array.from({ length: rows }, (_, row) => `s${row % 5}`);
const rule = { threshold: 0.7, strict: true, sign: 'absolute' } as const;
const options = { subsamples: 10, share: 0.8, drops: 4, seed: 1 };
const { graph } = attributionNetwork(matrix, rule);

describe('centralityRepeats', () => {
  it('counts one network per replicate and covers every main measure', () => {
    let networks = 0;
    const found = centralityRepeats(graph, matrix, strata, rule, options, () => networks++);
    expect(networks).toBe(10 + 9 * 4);
    expect(found.map(({ measure }) => measure)).toEqual([
      'degree',
      'betweenness',
      'closeness',
      'eigenvector',
      'strength',
    ]);
    for (const { intervals, drops } of found) {
      expect(intervals).toHaveLength(cols);
      expect(drops).toHaveLength(9);
    }
  });

  it('finds planted strengths stable and pure noise not', () => {
    const strength = centralityRepeats(graph, matrix, strata, rule, options, () => undefined)[4];
    expect(strength.cs).toBeGreaterThanOrEqual(0.5);
    const noise = { ...matrix, values: values.map(() => rng.normal()) };
    const loose = { threshold: 0.1, strict: true, sign: 'absolute' } as const;
    const ofNoise = attributionNetwork(noise, loose).graph;
    expect(centralityRepeats(ofNoise, noise, strata, loose, options, () => undefined)[4].cs).toBeLessThan(0.5);
  });

  it('repeats itself with the same seed', () => {
    const once = (seed: number) =>
      centralityRepeats(graph, matrix, strata, rule, { ...options, seed }, () => undefined);
    expect(once(1)).toEqual(once(1));
    expect(once(1)).not.toEqual(once(2));
  });

  it('leaves out shares that leave too few prompts, and everything at 0', () => {
    const few = centralityRepeats(
      graph,
      { rows: 5, cols, values: values.slice(0, 5 * cols) },
      Array(5).fill('one'),
      rule,
      options,
      () => undefined,
    );
    expect(few[0].drops.map(({ dropped }) => dropped)).toEqual([0.1, 0.2, 0.3, 0.4, 0.5]);
    const none = centralityRepeats(
      graph,
      matrix,
      strata,
      rule,
      { ...options, subsamples: 0, drops: 0 },
      () => undefined,
    );
    expect(none[0]).toMatchObject({ intervals: [], drops: [], cs: Number.NaN });
  });
});
