import { describe, expect, it } from 'vitest';
import { kindOf, splitRows, splitsOf } from '../../../src/methods/stats/splits.ts';

const STRATA = [...Array.from({ length: 9 }, () => 'golf'), ...Array.from({ length: 7 }, () => 'tennis'), 'polo'];
const ONE = STRATA.map(() => 't');

describe('splitsOf', () => {
  it('deals every stratum into both halves, sizes differ by at most one', () => {
    const [split] = splitsOf(STRATA, ONE, { seed: 1, least: 2 });
    expect(split.name).toBe('strata');
    expect([...split.train, ...split.test].sort((a, b) => a - b)).toEqual(STRATA.map((_, p) => p));
    for (const name of ['golf', 'tennis']) {
      const count = (half: Int32Array) => half.filter((p) => STRATA[p] === name).length;
      expect(Math.abs(count(split.train) - count(split.test))).toBeLessThanOrEqual(1);
    }
    expect(Math.abs(split.train.length - split.test.length)).toBeLessThanOrEqual(1);
  });

  it('is decided by the seed', () => {
    const train = (seed: number) => splitsOf(STRATA, ONE, { seed, least: 2 })[0].train;
    expect(train(1)).toEqual(train(1));
    expect(train(1)).not.toEqual(train(2));
  });

  it('splits whole templates where there are two or more', () => {
    const templates = STRATA.map((_, p) => `t${p % 3}`);
    const found = splitsOf(STRATA, templates, { seed: 1, least: 2 });
    expect(found.map(({ name }) => name)).toEqual(['strata', 'templates']);
    expect(new Set(Array.from(found[1].test, (p) => templates[p]))).toEqual(new Set(['t1']));
    expect(splitsOf(STRATA, ONE, { seed: 1, least: 2 })).toHaveLength(1);
  });

  it('repeats the split within strata: each even one is the one before changed over, each odd one is another deal', () => {
    const found = splitsOf(STRATA, ONE, { seed: 1, least: 2, repeats: 4 });
    expect(found.map(({ name }) => name)).toEqual(['strata', 'strata 2', 'strata 3', 'strata 4']);
    expect(found[0]).toEqual(splitsOf(STRATA, ONE, { seed: 1, least: 2 })[0]);
    for (const k of [0, 2]) expect([found[k + 1].train, found[k + 1].test]).toEqual([found[k].test, found[k].train]);
    expect(found[2].train).not.toEqual(found[0].train);
    expect(found.map(({ name }) => kindOf(name))).toEqual(Array.from(found, () => 'strata'));
    expect(splitRows(STRATA.map((stratum) => ({ stratum, template: 't' })), found, 2).map(({ split }) => split)).toEqual(['strata', 'templates', 'strata 2', 'strata 3', 'strata 4']); // biome-ignore format: one line
  });

  it('leaves out a split whose half is too small', () => {
    expect(splitsOf(STRATA, ONE, { seed: 1, least: 9 })).toEqual([]);
  });
});

describe('splitRows', () => {
  const rowsOf = (templates: string[], least: number) =>
    splitRows(
      STRATA.map((stratum, p) => ({ stratum, template: templates[p] })),
      splitsOf(STRATA, templates, { seed: 1, least }),
      least,
    );

  it('says what one template forbids concluding', () => {
    const [strata, templates] = rowsOf(ONE, 2);
    expect(strata).toMatchObject({ groups: 3, reason: null });
    expect((strata.first_prompts ?? 0) + (strata.second_prompts ?? 0)).toBe(STRATA.length);
    expect(templates).toMatchObject({ groups: 1, first_prompts: null, second_prompts: null });
    expect(templates.reason).toContain('nothing says whether it holds in another');
  });

  it('says where halves are too small, and nothing of no prompts', () => {
    expect(rowsOf(STRATA.map((_, p) => `t${p % 3}`), 9).map(({ reason }) => reason?.includes('fewer than 9'))).toEqual([true, true]); // biome-ignore format: one line
    expect(splitRows([], [], 2)).toEqual([]);
  });
});
