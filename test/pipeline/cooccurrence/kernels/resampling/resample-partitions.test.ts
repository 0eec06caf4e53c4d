import { describe, expect, it } from 'vitest';
import {
  type Resampling,
  repeatOn,
  subsample,
  subsampled,
} from '../../../../../pipeline/cooccurrence/kernels/resampling/resample-partitions.ts';
import { StudyError } from '../../../../../src/errors.ts';
import { modularity } from '../../../../../src/methods/graph/communities/modularity.ts';
import { random } from '../../../../../src/random.ts';
import { graphOf, oracle } from '../../../../methods/graph/oracle.ts';

const weighted = oracle.graphs.find((graph) => graph.name === 'tree 2 3, two weights') as (typeof oracle.graphs)[0];

describe('repeatOn', () => {
  it('reports the modularity of what it clustered, weighted or not', () => {
    const graph = graphOf(weighted);
    const options = { resolution: 1, seed: 1 };
    const one = repeatOn(graph, 'leiden', { ...options, weighted: true });
    expect(one.modularity).toBe(modularity(graph, one.cluster));
    const two = repeatOn(graph, 'leiden', { ...options, weighted: false });
    expect(two.modularity).toBe(modularity(graphOf({ ...weighted, weights: undefined }), two.cluster));
    expect(one.modularity).not.toBe(two.modularity);
  });
});

describe('subsampled', () => {
  const strata = Array.from({ length: 20 }, (_, row) => `s${row % 2}`);
  const rows: Resampling<number[]> = { strata, least: 3, over: async (chosen) => [...chosen] };

  it('draws other prompts each time, the same for the same seed, in the order of the draws', async () => {
    const draw = (seed: number) => subsampled(rows, { count: 3, share: 0.8, seed });
    const [one, two] = await draw(1);
    expect(one).toHaveLength(16);
    expect(one).not.toEqual(two);
    expect(await draw(1)).toEqual(await draw(1));
    expect(await draw(1)).not.toEqual(await draw(2));
    const late: Resampling<number> = {
      ...rows,
      over: (chosen) => new Promise((done) => setTimeout(() => done(chosen[0]), chosen[0])),
    };
    expect(await subsampled(late, { count: 3, share: 0.8, seed: 1 })).toEqual((await draw(1)).map(([first]) => first));
  });

  it('keeps the share of every stratum and draws no prompt twice', async () => {
    for (const chosen of await subsampled(rows, { count: 20, share: 0.5, seed: 3 })) {
      expect(new Set(chosen).size).toBe(10);
      expect(chosen.filter((row) => row % 2 === 0)).toHaveLength(5);
    }
  });

  it('is nothing for no draws', async () => {
    expect(await subsampled(rows, { count: 0, share: 0.8, seed: 1 })).toEqual([]);
  });

  it('refuses too few prompts as something the user can mend', () => {
    const few = () => subsampled(rows, { count: 1, share: 0.05, seed: 1 });
    expect(few).toThrow(StudyError);
    expect(few).toThrow('stability.share: 0.05, which leaves 2 of 20 prompts, expected a share that leaves at least 3');
  });
});

const strata = [...Array(10).fill('a'), ...Array(5).fill('b'), 'c'];

describe('subsample', () => {
  it('keeps the share of each stratum, at least one prompt of each, none twice', () => {
    const rows = subsample(strata, 0.8, random(1, 's'));
    const count = (stratum: string) => [...rows].filter((row) => strata[row] === stratum).length;
    expect([count('a'), count('b'), count('c')]).toEqual([8, 4, 1]);
    expect(new Set(rows).size).toBe(rows.length);
    expect([...rows]).toEqual([...rows].sort((x, y) => x - y));
  });

  it('draws every prompt of a stratum equally often', () => {
    const hits = new Int32Array(strata.length);
    for (let draw = 0; draw < 2000; draw++) for (const row of subsample(strata, 0.5, random(2, draw))) hits[row]++;
    for (let row = 0; row < 10; row++) expect(Math.abs(hits[row] / 2000 - 0.5)).toBeLessThan(0.05);
    expect(hits[15]).toBe(2000);
  });

  it('is all prompts at share 1', () => {
    expect(subsample(strata, 1, random(1, 's'))).toHaveLength(16);
  });

  it.each([0, 1.1, Number.NaN])('refuses share %d', (share) => {
    expect(() => subsample(strata, share, random(1, 's'))).toThrow(`share ${share}`);
  });
});
