import { describe, expect, it } from 'vitest';
import {
  droppedAt,
  keptAt,
  NONE_LEFT,
  randomAt,
  UNCHANGED,
} from '../../../../../pipeline/cooccurrence/kernels/relevance/relevance-plan.ts';
import type { RelevanceRow } from '../../../../../pipeline/cooccurrence/kernels/relevance/relevance-rows.ts';
import { tableColumns } from '../../../../table-columns.ts';
import { HELD_OUT, mean, NAMES, noisy, PROMPTS, randomsOf, rowOf, rowsOf, SETS } from './relevance-world.ts';

it('baselines have a nothing of their own: the whole residual at its means', () => {
  // After nothing changed, none left and five sets: the residual without anything, then the baseline kept and taken out.
  const at = keptAt(SETS.length);
  const contrasts = { [UNCHANGED]: Array(6).fill(12), [NONE_LEFT]: [4, 4, 4, 4, 4, 5], [at]: Array(6).fill(2), [at + 1]: Array(6).fill(7), [at + 2]: Array(6).fill(3) }; // biome-ignore format: one line
  const rows = rowsOf({ contrasts, baselines: [{ name: 'components', directions: [[1], [1], [1]] }] });
  expect(rowOf(rows, 'components')).toMatchObject({ n: 3, m: 12, m_none: 2, m_keep: 7, m_drop: 3, faithfulness: 0.5, necessity: 0.9 }); // biome-ignore format: one line
  expect(rowOf(rows, 'kept').m_none).toBeCloseTo(25 / 6, 12);
  expect(rowOf(rows, 'components', 'held-out').p).toBeNaN();
});

it('neurons that are not there have a row, no shares, and the reason', () => {
  const reason = 'there is no feed-forward';
  const none = { [UNCHANGED]: Array(6).fill(12), [NONE_LEFT]: Array(6).fill(4), [keptAt(5)]: Array(6).fill(2), [droppedAt(5)]: Array(6).fill(2), [keptAt(6)]: Array(6).fill(12) }; // biome-ignore format: one line
  const rows = rowsOf({
    contrasts: none,
    baselines: [{ name: 'neurons', layer: null, neurons: [], units: 0, reason }],
  });
  expect(rowOf(rows, 'neurons')).toMatchObject({ n: 0, width: 16, m_none: 2, m_keep: 2, m_drop: 12, faithfulness: Number.NaN, necessity: Number.NaN, reason }); // biome-ignore format: one line
});

describe('rows', () => {
  const rows = rowsOf({ contrasts: noisy(1), randoms: [randomsOf('selected', 3), randomsOf('kept', 2)] });

  it('are one for each set, over all prompts and the held-out ones, together and by stratum in order of appearance', () => {
    const scopes = [
      ...[['all', null], ['all', 'b'], ['all', 'a'], ['all', 'c']], // biome-ignore format: one line
      ...[['held-out', null], ['held-out', 'b'], ['held-out', 'a'], ['held-out', 'c']], // biome-ignore format: one line
    ];
    expect(rows.map(({ set, scope, stratum }) => [scope, stratum, set])).toEqual(
      scopes.flatMap((scope) => NAMES.map((name) => [...scope, name])),
    );
    const prompts = rows.filter(({ set }) => set === 'kept').map((row) => row.prompts);
    expect(prompts).toEqual([6, 3, 2, 1, 4, 2, 1, 1]);
  });

  it('have the columns of the table', async () => {
    const columns = (await tableColumns('relevance')).sort();
    for (const row of rows) expect(Object.keys(row).sort()).toEqual(columns);
  });

  it('name what each set has: features, units and share of attribution, in every scope alike', () => {
    for (const { set, n, n_units, share_abs_attribution: share } of rows) {
      const place = NAMES.indexOf(set);
      expect([n, n_units, share]).toEqual([[40, 0, 10, 9, 8, 7, 6][place], place, place / 10]);
    }
    const unknown = rowsOf({
      contrasts: noisy(1),
      facts: new Map(NAMES.map((name) => [name, { units: null, share: 0 }])),
    });
    expect(unknown.every(({ n_units }) => n_units === null)).toBe(true);
  });

  it('are of all prompts alone where there are no halves', () => {
    const found = rowsOf({ contrasts: noisy(1), prompts: PROMPTS.map(({ stratum }) => ({ stratum, heldOut: null })) });
    expect(found).toEqual(rows.filter(({ scope }) => scope === 'all'));
  });
});

describe('faithfulness and necessity', () => {
  it('of all features are 1 and of none 0, to the bit, in every row that has them', () => {
    let found = 0;
    for (let seed = 0; seed < 50; seed++)
      for (const { set, faithfulness, necessity, reason } of rowsOf({ contrasts: noisy(seed) })) {
        if (reason !== null || !['all', 'none'].includes(set)) continue;
        expect([faithfulness, necessity]).toEqual(set === 'all' ? [1, 1] : [0, 0]);
        found++;
      }
    expect(found).toBeGreaterThan(400);
  });

  it('are shares of what taking every feature out costs, from means over the prompts of the row', () => {
    const contrasts = noisy(3);
    for (const row of rowsOf({ contrasts })) {
      const k = SETS.indexOf(row.set);
      if (k < 0) continue;
      const among = row.scope === 'all' ? [0, 1, 2, 3, 4, 5] : HELD_OUT;
      const on = among.filter((p) => row.stratum === null || PROMPTS[p].stratum === row.stratum);
      const [m, none, keep, drop] = [UNCHANGED, NONE_LEFT, keptAt(k), droppedAt(k)].map((at) => mean(on.map((p) => contrasts[at][p]))); // biome-ignore format: one line
      expect(row).toMatchObject({ m, m_none: none, m_keep: keep, m_drop: drop });
      if (row.reason !== null) continue;
      expect(row.faithfulness).toBeCloseTo((keep - none) / (m - none), 12);
      expect(row.necessity).toBeCloseTo((m - drop) / (m - none), 12);
    }
  });

  it('are ratios of means, not means of ratios', () => {
    const prompts = [{ stratum: 'a', heldOut: null }, { stratum: 'a', heldOut: null }]; // biome-ignore format: one line
    const contrasts = { [UNCHANGED]: [10, 6], [keptAt(1)]: [10, 0], [droppedAt(1)]: [10, 0] };
    const { faithfulness, necessity } = rowOf(rowsOf({ prompts, contrasts }), 'kept');
    // The ratios of the prompts are 1 and 0, and 0 and 1.
    expect([faithfulness, necessity]).toEqual([10 / 16, 6 / 16]);
  });

  it('may be negative and above 1', () => {
    const all = (value: number) => PROMPTS.map((_, p) => value + p / 10);
    const contrasts = { [UNCHANGED]: all(10), [NONE_LEFT]: all(2), [keptAt(0)]: all(14), [droppedAt(0)]: all(12) };
    const { faithfulness, necessity } = rowOf(rowsOf({ contrasts }), 'selected');
    expect([faithfulness, necessity]).toEqual([expect.closeTo(1.5, 12), expect.closeTo(-0.25, 12)]);
  });
});

describe('where the features carry too little of the contrast', () => {
  const two = [{ stratum: 'a', heldOut: null }, { stratum: 'a', heldOut: null }]; // biome-ignore format: one line
  const LITTLE = 'taking everything out lowers the contrast by less than two standard errors over the prompts';
  const rowWith = (unchanged: number[], none: number[]) =>
    rowOf(rowsOf({ prompts: two, contrasts: { [UNCHANGED]: unchanged, [NONE_LEFT]: none, [keptAt(0)]: [9, 1] } }), 'selected'); // biome-ignore format: one line

  it.each([
    ['differences 3 and 1: mean 2, error 1', [3, 1], [0, 0], null],
    ['the same above another level', [103, 51], [100, 50], null],
    ['differences that are equal', [3, 3], [1, 1], null],
    ['differences 3 and 0.99', [3, 0.99], [0, 0], LITTLE],
    ['no difference', [3, 5], [3, 5], LITTLE],
    ['a contrast that rises', [0, 0], [3, 3], LITTLE],
  ])('%s', (_, unchanged, none, reason) => {
    const row = rowWith(unchanged, none);
    expect(row.reason).toBe(reason);
    for (const value of [row.faithfulness, row.necessity]) expect(Number.isNaN(value)).toBe(reason !== null);
  });

  it('the means and accuracies are there all the same', () => {
    expect(rowWith([9, 1], [9, 1])).toMatchObject({ m: 5, m_none: 5, m_keep: 5, m_drop: 0, accuracy_keep: 0.5, accuracy_drop: 0 }); // biome-ignore format: one line
  });

  it('of one prompt there is no standard error, and the row says so', () => {
    const row = rowOf(rowsOf({ contrasts: noisy(1) }), 'all', 'all', 'c');
    expect(row).toMatchObject({ prompts: 1, faithfulness: Number.NaN, necessity: Number.NaN });
    expect(row.reason).toBe('one prompt has no standard error');
  });
});

it('accuracy is the share of prompts answered at rank 0, kept and taken out', () => {
  const contrasts = { ...noisy(1), [keptAt(2)]: [9, 9, 0, 9, 0, 0], [droppedAt(2)]: [0, 9, 9, 9, 9, 0] };
  const rows = rowsOf({ contrasts });
  expect(rowOf(rows, 'cluster 1')).toMatchObject({ accuracy_keep: 3 / 6, accuracy_drop: 4 / 6 });
  expect(rowOf(rows, 'cluster 1', 'held-out')).toMatchObject({ accuracy_keep: 1 / 4, accuracy_drop: 3 / 4 });
  expect(rowOf(rows, 'cluster 1', 'all', 'a')).toMatchObject({ accuracy_keep: 1, accuracy_drop: 1 });
});

describe('random sets', () => {
  const all = (value: number) => PROMPTS.map(() => value);
  /**
   * A task of 10 with everything and 0 with nothing: the contrast of a kept set is ten times its faithfulness, that of one taken out
   * ten times what its necessity leaves of 1. @param necessities of the random sets of `kept`; their faithfulness is twice that
   */
  function kept(
    necessity: number,
    necessities: readonly number[],
    mass = 1,
    of = 'kept',
    sets?: number[][],
  ): RelevanceRow[] {
    const own = randomsOf(of, necessities.length, mass);
    const plan = {
      sets: SETS.map(() => ({ name: '', features: [] })),
      randoms: [randomsOf('selected', 2), { ...own, sets: sets ?? own.sets }],
    };
    const drawn = necessities.flatMap((own, k) => {
      const at = randomAt(plan, 1, k);
      return [[at, all(20 * own)], [at + 1, all(10 - 10 * own)]]; // biome-ignore format: one line
    });
    const contrasts = { [UNCHANGED]: all(10), [droppedAt(1)]: all(10 - 10 * necessity), ...Object.fromEntries(drawn) };
    return rowsOf({ contrasts, randoms: plan.randoms });
  }
  const NONE = ['faithfulness_random', 'faithfulness_low', 'faithfulness_high', 'necessity_random', 'necessity_low', 'necessity_high', 'p', 'random_mass'] as const; // biome-ignore format: one line

  it('are held against the selected and the kept features, on held-out prompts, over all strata; no other row has any', () => {
    const compared = kept(0.5, [0.1, 0.2, 0.3]).filter((row) => {
      if (row.random_sets !== null) return true;
      expect(row.random_pool).toBeNull();
      expect(NONE.filter((column) => !Number.isNaN(row[column]))).toEqual([]);
      return false;
    });
    expect(compared.map(({ set, scope, stratum, random_sets: sets }) => [set, scope, stratum, sets])).toEqual([
      ['selected', 'held-out', null, 2],
      ['kept', 'held-out', null, 3],
    ]);
  });

  it('are there without halves in no row', () => {
    const prompts = PROMPTS.map(({ stratum }) => ({ stratum, heldOut: null }));
    expect(rowsOf({ contrasts: noisy(1), prompts, randoms: [randomsOf('kept', 3)] }).every((row) => row.random_sets === null)).toBe(true); // biome-ignore format: one line
  });

  it('stand with their median and their 2.5 and 97.5 %, interpolated', () => {
    const row = rowOf(
      kept(
        0.5,
        Array.from({ length: 41 }, (_, k) => 0.1 + 0.01 * ((k * 7) % 41)),
      ),
      'kept',
      'held-out',
    );
    const wanted = { random: 0.3, low: 0.11, high: 0.49 };
    for (const [name, value] of Object.entries(wanted)) {
      expect(row[`necessity_${name}` as 'necessity_low']).toBeCloseTo(value, 12);
      expect(row[`faithfulness_${name}` as 'faithfulness_low']).toBeCloseTo(2 * value, 12);
    }
    expect(row).toMatchObject({ random_sets: 41, random_pool: 'outside', random_mass: 1, reason: null });
  });

  it('are ratios of means over the held-out prompts, with what everything and nothing carry there', () => {
    const contrasts = noisy(5);
    const plan = { sets: SETS.map(() => ({ name: '', features: [] })), randoms: [randomsOf('selected', 1)] };
    const row = rowOf(rowsOf({ contrasts, randoms: plan.randoms }), 'selected', 'held-out');
    const at = randomAt(plan, 0, 0);
    const [m, none, keep, drop] = [UNCHANGED, NONE_LEFT, at, at + 1].map((k) => mean(HELD_OUT.map((p) => contrasts[k][p]))); // biome-ignore format: one line
    expect(row.faithfulness_random).toBeCloseTo((keep - none) / (m - none), 12);
    expect(row.necessity_random).toBeCloseTo((m - drop) / (m - none), 12);
  });

  it.each([
    ['above all', 0.9, 1 / 41],
    ['above three quarters', 0.35, 11 / 41],
    ['as necessary as a quarter: they count', 0.3, 21 / 41],
    ['below all', -0.1, 1],
  ])('p counts those that are as necessary, and the set itself: %s', (_, necessity, p) => {
    expect(
      rowOf(
        kept(
          necessity,
          Array.from({ length: 40 }, (_, k) => [0.1, 0.2, 0.3, 0.4][k % 4]),
        ),
        'kept',
        'held-out',
      ).p,
    ).toBe(p);
  });

  it.each([2, 1, 0.5])('of %d times the activation mass are alike', (mass) => {
    const sets = Array.from({ length: 40 }, (_, k) => 0.1 + 0.1 * (k % 2));
    expect(rowOf(kept(0.9, sets, mass), 'kept', 'held-out')).toMatchObject({ random_mass: mass, p: 1 / 41, reason: null }); // biome-ignore format: one line
  });

  it.each([
    [2.04, '2.0'],
    [0.49, '0.49'],
    [31.7, '32'],
  ] as const)('of %d times the mass have no p, and the row says that they are not alike', (mass, words) => {
    // biome-ignore format: one line
    const row = rowOf(kept(0.9, [0.1, 0.2], mass), 'kept', 'held-out');
    expect(row).toMatchObject({ random_mass: mass, p: Number.NaN, necessity: expect.closeTo(0.9, 12) });
    expect(row.necessity_random).toBeCloseTo(0.15, 12);
    expect(row.reason).toBe(`the random sets have ${words} times the activation mass of the set: they are not alike`);
  });

  it('of which few are different have no p, and the row says how many', () => {
    for (const different of [1, 2, 38, 39]) {
      const sets = Array.from({ length: 200 }, (_, k) => [k % different, 60]);
      const losses = sets.map(([first]) => 0.001 * first);
      const row = rowOf(kept(0.9, losses, 1, 'kept', sets), 'kept', 'held-out');
      if (different < 39)
        expect(row).toMatchObject({ p: Number.NaN, reason: `the 200 random sets are ${different} different ones, and a p takes 39` }); // biome-ignore format: one line
      else expect(row).toMatchObject({ p: 1 / 201, reason: null });
    }
  });

  it('that are one set over and over have no p, and the row says so', () => {
    const row = rowOf(kept(0.9, new Array(200).fill(0.1)), 'kept', 'held-out');
    expect(row).toMatchObject({ random_sets: 200, p: Number.NaN, reason: 'it is the same in every permutation' });
  });

  it('that could not be drawn leave no numbers, and the row says why', () => {
    const row = rowOf(kept(0.9, []), 'kept', 'held-out');
    expect(row).toMatchObject({ random_sets: 0, random_pool: 'outside', necessity: expect.closeTo(0.9, 12) });
    expect(NONE.filter((column) => !Number.isNaN(row[column]))).toEqual([]);
    expect(row.reason).toMatch(/^no random sets: /);
  });

  it('have no shares where the features carry too little: its reason stands first', () => {
    const randoms = [randomsOf('kept', 3, 5)];
    const row = rowOf(rowsOf({ contrasts: {}, randoms }), 'kept', 'held-out');
    expect(row).toMatchObject({ random_sets: 3, random_mass: 5, necessity_random: Number.NaN, p: Number.NaN });
    expect(row.reason).toContain('less than two standard errors');
  });
});
