import { describe, expect, it } from 'vitest';
import {
  isThinned,
  promptsOfInterventions,
  promptsOfSets,
} from '../../../../../pipeline/cooccurrence/kernels/steering/prompts-per-set.ts';

const STRATA = [9, 7, 5, 4, 3, 2, 1].flatMap((count, s) => Array.from({ length: count }, () => `sport ${s}`));
const P = STRATA.length;
const sets = (['within', 'between', 'pool', 'single'] as const).flatMap((arm) =>
  [1, 2].flatMap((size) => Array.from({ length: 40 }, (_, replicate) => ({ arm, size, replicate }))),
);
const at = (arm: string, size: number, of: readonly Int32Array[]) =>
  of.filter((_, i) => sets[i].arm === arm && sets[i].size === size);

describe('prompts of sets', () => {
  const found = promptsOfSets(sets, STRATA, 8, 1);

  it('are as many as asked, once each, in order; every prompt for singles and the pool', () => {
    sets.forEach(({ arm }, i) => {
      expect(found[i]).toHaveLength(isThinned(arm) ? 8 : P);
      expect(Array.from(found[i])).toEqual([...new Set(found[i])].sort((a, b) => a - b));
    });
  });

  it('meet every prompt equally often however many sets there are', () => {
    for (const count of [1, 3, 4, 10, 40]) {
      const times = new Array<number>(P).fill(0);
      for (const own of at('within', 2, found).slice(0, count)) for (const prompt of own) times[prompt]++;
      expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(1);
    }
  });

  it('have the strata in about their proportion', () => {
    for (const own of at('within', 2, found)) {
      for (const [name, count] of [
        ['sport 0', 9],
        ['sport 1', 7],
      ] as const) {
        const here = Array.from(own).filter((prompt) => STRATA[prompt] === name).length;
        expect(Math.abs(here - (8 * count) / P)).toBeLessThan(2);
      }
    }
  });

  it('are the same for every arm at one size and replicate, and others at another', () => {
    expect(at('within', 1, found)).toEqual(at('between', 1, found));
    expect(at('within', 1, found)).not.toEqual(at('within', 2, found));
    expect(new Set(at('within', 1, found).map((own) => own.join())).size).toBeGreaterThan(30);
  });

  it('come from the seed, and do not depend on the other arms', () => {
    expect(promptsOfSets(sets, STRATA, 8, 1)).toEqual(found);
    expect(promptsOfSets(sets, STRATA, 8, 2)).not.toEqual(found);
    const alone = promptsOfSets(
      sets.filter(({ arm }) => arm === 'within'),
      STRATA,
      8,
      1,
    );
    expect(alone).toEqual(found.slice(0, 80));
  });

  it('are all of them where as many are asked for', () => {
    for (const perSet of ['all', P, P + 1] as const)
      for (const own of promptsOfSets(sets, STRATA, perSet, 1)) expect(own).toHaveLength(P);
    expect(promptsOfSets(sets, STRATA, P - 1, 1)[0]).toHaveLength(P - 1);
  });
});

it('an intervention is run on the prompts of all sets that use it', () => {
  const [a, b] = [Int32Array.of(0, 2), Int32Array.of(2, 5)];
  const doses = [
    { setId: 0, intervention: 0 },
    { setId: 1, intervention: 0 },
    { setId: 1, intervention: 1 },
    { setId: 1, intervention: 1 },
  ];
  expect(promptsOfInterventions(doses, 2, [a, b])).toEqual([Int32Array.of(0, 2, 5), b]);
});
