import { describe, expect, it } from 'vitest';
import type { DoseBlock, SetRow } from '../../../../../pipeline/cooccurrence/kernels/summary/dose-blocks.ts';
import { OUTCOMES } from '../../../../../pipeline/cooccurrence/kernels/summary/dose-blocks.ts';
import { summaries } from '../../../../../pipeline/cooccurrence/kernels/summary/summaries.ts';
import { block, CLUSTERS, HALVES } from './synthetic.ts';

const OPTIONS = {
  seed: 1,
  sesoi: 0.5,
  clusters: CLUSTERS,
  correlations: [],
  halves: HALVES,
  norms: new Map(),
  units: null,
};

function run(blocks: readonly DoseBlock[]) {
  let steps = 0;
  const found = summaries(blocks, { ...OPTIONS, advance: () => steps++ });
  expect(steps).toBe(blocks.length * OUTCOMES.length);
  return found;
}

const inside = (amount: number) => (set: SetRow) => (set.arm === 'within' ? amount : 0);

describe('summaries of steering', () => {
  it('a planted difference within clusters is found at each dose and over all of them', () => {
    const { contrasts } = run([block(1, inside(3)), block(2, inside(3), { factor: 10 })]);
    const rows = contrasts.filter(({ outcome, other }) => outcome === 'logit_diff' && other === 'between');
    expect(rows.map(({ size, factor }) => [size, factor])).toEqual([
      [2, 1],
      [2, 10],
      [0, 0],
    ]);
    for (const row of rows.slice(0, 2)) {
      expect(row.low).toBeGreaterThan(2);
      expect(row.high).toBeLessThan(4);
    }
    for (const row of rows) expect(row).toMatchObject({ p_greater: 1 / 2000, equivalent: false });
    expect(rows[2]).toMatchObject({ bound: 0.5, permutations: 1999 });
  });
  it('where there is no difference the interval says so', () => {
    const { contrasts } = run([block(5, inside(0))]);
    const row = contrasts.find(({ outcome, other, size }) => outcome === 'kl' && other === 'between' && size === 0)!;
    expect(row.p).toBeGreaterThan(0.05);
    expect(row.equivalent).toBe(true);
    expect(row.p_equivalence).toBeLessThan(0.025);
  });
  it('has a row for every cell and outcome, and none of nothing', () => {
    const { arms } = run([block(1, inside(0))]);
    expect(arms).toHaveLength(6 * OUTCOMES.length);
    expect(run([])).toEqual({ arms: [], contrasts: [], correlations: [] });
  });
});
