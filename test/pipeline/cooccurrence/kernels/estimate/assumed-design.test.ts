import { describe, expect, it } from 'vitest';
import { standInPlan } from '../../../../../pipeline/cooccurrence/kernels/estimate/assumed-design.ts';
import { assumedCounts } from '../../../../../pipeline/cooccurrence/kernels/estimate/workload.ts';
import { loadStudy } from '../../../../study.ts';

const strata = Array.from({ length: 40 }, (_, p) => `s${p % 4}`);
const counts = { ...assumedCounts(40), selected: 30, kept: 24, clusters: 2 };
const of = (...set: string[]) => standInPlan(loadStudy('studies/sports.yaml', [...set]), counts, strata); // biome-ignore format: one line
const NONE = ['steering.experiments=[]', 'steering.pool_pairs=0', 'steering.scaling=[norm-matched]'];

describe('the plan of stand-in features', () => {
  it('has every kept feature at every factor, and cells of as many sets as are asked for, or as there are', () => {
    expect(of(...NONE, 'steering.arms=[]').on).toHaveLength(24 * 8);
    const within = ['steering.arms=[within]', 'steering.set_sizes=[2]', 'steering.factors=[10]'];
    expect(of(...NONE, ...within, 'steering.sets_per_cell=50').on).toHaveLength(24 * 8 + 2 * 50);
    expect(of(...NONE, ...within, 'steering.sets_per_cell=500').on).toHaveLength(24 * 8 + 2 * 66);
  });

  it('runs what is the same once: pairs of the pool that an arm has too', () => {
    const arm = [
      'steering.arms=[within]',
      'steering.set_sizes=[2]',
      'steering.factors=[10]',
      'steering.sets_per_cell=500',
    ];
    const pool = ['steering.experiments=[]', 'steering.scaling=[norm-matched]', 'steering.pool_pairs=276'];
    expect(of(...pool, ...arm).on).toHaveLength(24 * 8 + 276);
  });

  it('thins sets of arms alone, and stores the rows of every dose', () => {
    const arm = [
      'steering.arms=[random]',
      'steering.set_sizes=[3]',
      'steering.factors=[1, 10]',
      'steering.sets_per_cell=20',
    ];
    const { on, stored } = of(...NONE, ...arm, 'steering.prompts_per_set=10');
    expect(on.filter(({ length }) => length === 10)).toHaveLength(40);
    expect(on.filter(({ length }) => length === 40)).toHaveLength(24 * 8);
    expect(stored).toBe(40 * 10 + 24 * 8 * 40);
  });
});
