import { describe, expect, it } from 'vitest';
import { planEffect } from '../../../../../pipeline/cooccurrence/kernels/effect/effect-plan.ts';
import { groupingRows } from '../../../../../pipeline/cooccurrence/kernels/effect/grouping-rows.ts';
import { METHODS } from '../../../../../pipeline/cooccurrence/kernels/effect/groupings.ts';
import {
  NOT_DEALT,
  REFERENCES,
  type Reference,
} from '../../../../../pipeline/cooccurrence/kernels/effect/references.ts';
import { tableColumns } from '../../../../table-columns.ts';
import { likesA, STRATA, WORLD } from './effect-world.ts';

const plan = planEffect(WORLD, { count: 199, refusal: null }, 1);
/** A feature costs about 1 on prompts of what it likes. */
const loss = (group: number, prompt: number) =>
  plan.groups[group].features.filter((feature) => likesA(feature) === (STRATA[prompt] === 'a')).length *
  (1 + ((7 * prompt) % 5) / 10);
const rows = groupingRows(plan, loss, 1);
const of = (method: string) => rows.find((row) => row.method === method)!;

describe('rows', () => {
  it('are the groupings and the deals, with the columns of the table', async () => {
    expect(rows.map(({ method }) => method)).toEqual([...METHODS, ...REFERENCES, 'permuted']);
    const columns = (await tableColumns('grouping')).sort();
    for (const row of rows) expect(Object.keys(row).sort()).toEqual(columns);
    expect(of('network')).toMatchObject({ clusters: 2, n: 8, n_units: 8, replicates: 199, reason: null });
  });

  it('have a selectivity inside its interval, and the difference from the network’s', () => {
    for (const row of rows.filter(({ method }) => method !== 'neurons')) {
      expect(row.low).toBeLessThanOrEqual(row.selectivity);
      expect(row.high).toBeGreaterThanOrEqual(row.selectivity);
      if (row.method === 'network') expect(row.difference).toBeNaN();
      else expect(row.difference).toBeCloseTo(of('network').selectivity - row.selectivity, 12);
    }
    // By class every feature is right, by the network six of eight.
    expect(of('attribution-class').difference_high).toBeLessThan(0);
    expect(of('attribution-class').nmi_class).toBe(1);
    expect(of('network').nmi_class).toBeLessThan(0.5);
  });

  it('draw the same prompts for all: a grouping that is the network differs from it by nothing', () => {
    const same = { ...plan, groupings: plan.groupings.map((grouping) => ({ ...plan.groupings[0], method: grouping.method })) }; // biome-ignore format: one line
    const row = groupingRows(same, loss, 1)[1];
    expect([row.difference, row.difference_low, row.difference_high]).toEqual([0, 0, 0]);
  });

  it('have references of raw coordinates beside them, without deals and not likened to the classes', () => {
    expect(of('mean-differences')).toMatchObject({ clusters: 2, n: 2, n_units: 1, replicates: null, p: Number.NaN, nmi_class: Number.NaN, reason: NOT_DEALT }); // biome-ignore format: one line
    expect(of('components')).toMatchObject({ clusters: 2, n: 8, n_units: 8 });
    expect(of('neurons')).toMatchObject({ clusters: 0, n: 0, selectivity: Number.NaN, reason: 'no feed-forward' });
  });

  it('count deals as selective', () => {
    const permuted = of('permuted');
    expect(of('network').null_mean).toBeCloseTo(permuted.selectivity, 12);
    expect([permuted.null_mean, permuted.p]).toEqual([Number.NaN, Number.NaN]);
    expect(of('attribution-class').p).toBeLessThan(0.08);
    expect(of('network').p).toBeGreaterThan(0.3);
  });
});

it('without deals groupings are compared with each other, and the rest has the reason', () => {
  const alone = groupingRows(planEffect(WORLD, { count: 199, refusal: 'because' }, 1), () => 1, 1);
  for (const row of alone.filter(({ method }) => !REFERENCES.includes(method as Reference))) expect(row.reason).toBe('because'); // biome-ignore format: one line
  expect(alone[1]).toMatchObject({ selectivity: 0, difference: 0, p: Number.NaN, replicates: 0 });
  expect(alone.at(-1)).toMatchObject({ method: 'permuted', selectivity: Number.NaN, replicates: null });
});

it('where nothing is taken out every row says why', () => {
  const none = planEffect({ ...WORLD, features: [], network: new Int32Array(), units: [] }, { count: 199, refusal: null }, 1); // biome-ignore format: one line
  const found = groupingRows(none, () => Number.NaN, 1);
  expect(found).toHaveLength(9);
  for (const row of found)
    expect(row).toMatchObject({ clusters: 0, n: 0, selectivity: Number.NaN, reason: 'the first half of the prompts finds no kept cluster' }); // biome-ignore format: one line
});

it('groupings by class that could not be made say so', () => {
  const prompts = WORLD.prompts.map((row, p) => ({ ...row, answer: `${p}` }));
  const own = planEffect({ ...WORLD, prompts }, { count: 199, refusal: null }, 1);
  const found = groupingRows(own, () => 1, 1);
  expect(found[1]).toMatchObject({ method: 'attribution-class', selectivity: Number.NaN, reason: 'no answer has two prompts or more in each half' }); // biome-ignore format: one line
  expect(found[0].nmi_class).toBeNaN();
});
