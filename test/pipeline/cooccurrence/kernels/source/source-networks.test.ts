import { describe, expect, it } from 'vitest';
import type { StatisticOptions } from '../../../../../pipeline/cooccurrence/kernels/nulls/study-network.ts';
import { sourceNetworks } from '../../../../../pipeline/cooccurrence/kernels/source/source-networks.ts';
import type { Matrix } from '../../../../../src/methods/stats/matrix.ts';
import { random } from '../../../../../src/random.ts';

const OPTIONS: StatisticOptions = {
  correlation: { method: 'pearson', gains: null, covariates: [] },
  network: { threshold: 0.9, strict: true, sign: 'absolute' },
  cluster: { algorithm: 'greedy-modularity', weighted: false, resolution: 1, seed: 1, min_size: 3 },
  sizes: 0,
};
/** Features of a group rise and fall together, by so much noise. */
function grouped(groups: readonly number[], noise: number, rows = 40): Matrix {
  const rng = random(5, groups.join());
  const values = Array.from({ length: rows }, () => {
    const shared = new Map(groups.map((group) => [group, rng.normal()]));
    return groups.map((group) => (shared.get(group) ?? 0) + noise * rng.normal());
  });
  return { rows, cols: groups.length, values: Float64Array.from(values.flat()) };
}
const THREES = [0, 0, 0, 1, 1, 1, 2, 2, 2];
const CROSSED = [0, 1, 2, 0, 1, 2, 0, 1, 2];
const finds = Int32Array.from({ length: 20 }, (_, k) => 2 * k);
const attribution = grouped(THREES, 0.05);

describe('sourceNetworks', () => {
  // Far more noise: at the threshold there would be no edge.
  const rows = sourceNetworks({ attribution, activation: grouped(CROSSED, 0.5), generic: grouped(THREES, 0.5, 90) }, finds, OPTIONS); // biome-ignore format: one line
  const [own, activation, generic] = rows;

  it('has the study’s network, and others with as many edges', () => {
    expect(rows.map(({ source, edges, clusters }) => [source, edges, clusters])).toEqual([
      ['attribution', 9, 3],
      ['activation', 9, 3],
      ['generic', 9, 3],
    ]);
    expect(own.modularity).toBeCloseTo(2 / 3, 12);
  });

  it('says how alike the clusters are', () => {
    expect(own.ami).toBeCloseTo(1, 12);
    expect(generic.ami).toBeCloseTo(1, 12);
    expect(activation.ami).toBeLessThan(0);
  });

  it('has the clusters of the half that finds, by place', () => {
    const sorted = (found: typeof own.found) => found?.map((places) => places.join()).sort();
    expect(sorted(own.found)).toEqual(['0,1,2', '3,4,5', '6,7,8']);
    expect(sorted(activation.found)).toEqual(['0,3,6', '1,4,7', '2,5,8']);
    expect(sorted(generic.found)).toEqual(['0,1,2', '3,4,5', '6,7,8']);
  });

  it('without halves finds none, and describes the same networks', () => {
    const whole = sourceNetworks({ attribution, activation: grouped(CROSSED, 0.5) }, null, OPTIONS);
    expect(whole).toEqual([own, activation].map((row) => ({ ...row, found: null })));
  });

  it('says why there is no generic text, and leaves out what nobody asks', () => {
    const [first, none, ...more] = sourceNetworks({ attribution, generic: 'no text' }, finds, OPTIONS);
    expect([first, more]).toEqual([own, []]);
    expect(none).toEqual({ source: 'generic', edges: null, clusters: null, modularity: null, ami: null, found: null, reason: 'no text' }); // biome-ignore format: one line
  });

  it('of codes that never vary has fewer edges, and no modularity without any', () => {
    const silent = { rows: 5, cols: 9, values: new Float64Array(45) };
    const [, row] = sourceNetworks({ attribution, generic: silent }, finds, OPTIONS);
    expect(row).toMatchObject({ edges: 0, clusters: 0, modularity: null, found: [] });
  });
});
