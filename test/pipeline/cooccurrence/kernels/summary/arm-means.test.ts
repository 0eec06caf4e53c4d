import { describe, expect, it } from 'vitest';
import { armRows, cellsOf } from '../../../../../pipeline/cooccurrence/kernels/summary/arm-means.ts';
import { plainMeans } from '../../../../../pipeline/cooccurrence/kernels/summary/block-means.ts';
import { setDraws } from '../../../../../pipeline/cooccurrence/kernels/summary/set-draws.ts';
import { promptDraws, setMeans } from '../../../../../pipeline/cooccurrence/kernels/summary/set-means.ts';
import { block, PROMPTS, pairSets } from './synthetic.ts';

describe('cells', () => {
  it('are arm and size, and each cluster of the arms that have one', () => {
    const cells = cellsOf(pairSets());
    expect(cells.map(({ arm, cluster, members }) => [arm, cluster, members.length])).toEqual(
      expect.arrayContaining([
        ['within', null, 45],
        ['within', 1, 15],
        ['within', 2, 15],
        ['within', 3, 15],
        ['between', null, 108],
        ['random-direction', null, 20],
      ]),
    );
    expect(cells).toHaveLength(6);
  });
});

describe('mean damage of a cell', () => {
  const rowsOf = (seed: number) => {
    const own = block(seed, ({ arm }) => (arm === 'within' ? 3 : 0));
    return armRows(own, 'kl', plainMeans(setMeans(own.damage.kl, promptDraws(PROMPTS, [], 400, 1))), setDraws(1));
  };
  it('is the mean over its sets and prompts', () => {
    const own = block(1, () => 0);
    const within = own.sets.flatMap(({ arm }, s) =>
      arm === 'within' ? [...own.damage.kl.subarray(s * PROMPTS, (s + 1) * PROMPTS)] : [],
    );
    const [row] = armRows(own, 'kl', plainMeans(setMeans(own.damage.kl, promptDraws(PROMPTS, [], 10, 1))), setDraws(1));
    expect(row).toMatchObject({
      arm: 'within',
      scope: 'all',
      cluster: null,
      sets: 45,
      prompts: PROMPTS,
      outcome: 'kl',
    });
    expect(row.damage).toBeCloseTo(within.reduce((sum, value) => sum + value, 0) / within.length, 10);
  });
  it('has an interval that is wider for fewer sets and holds the estimate', () => {
    const rows = rowsOf(2);
    for (const { damage, low, high } of rows) {
      expect(low).toBeLessThan(damage as number);
      expect(high).toBeGreaterThan(damage as number);
    }
    const width = (scope: string) => {
      const { low, high } = rows.find((row) => row.arm === 'within' && row.scope === scope)!;
      return (high as number) - (low as number);
    };
    expect(width('cluster 1')).toBeGreaterThan(width('all'));
  });
  it('has no spread with one set', () => {
    const own = block(1, () => 0);
    const single = {
      ...own,
      sets: own.sets.slice(0, 1),
      damage: { ...own.damage, kl: own.damage.kl.subarray(0, PROMPTS) },
    };
    const [row] = armRows(
      single,
      'kl',
      plainMeans(setMeans(single.damage.kl, promptDraws(PROMPTS, [], 10, 1))),
      setDraws(1),
    );
    expect(row.sd).toBeNaN();
  });
});
