import { expect, it } from 'vitest';
import { setSizes } from '../../../../../reports/cooccurrence/sections/steering/sets.ts';
import type { Context } from '../../../../../reports/section.ts';

const rows = [1, 2].flatMap((size) =>
  ['within', 'between'].map((arm) => ({
    ...{ mode: 'seed', scaling: 'norm-matched', factor: 10, arm, size, outcome: 'logit_diff' },
    ...{ sets: 5, prompts: 9, damage: size, low: size - 1, high: size + 1, sd: 1 },
  })),
);
const pageOf = (steering?: object): string => {
  const settings = (): object | undefined => steering && { steering };
  const context = { settings, prefixed: String, next: () => 1, query: async () => [] } as unknown as Context;
  return String(setSizes(context, rows));
};

it('says that sets met some of the prompts, where they did', () => {
  const said = 'a set met 12 of them at most';
  expect(pageOf({ prompts_per_set: 12 })).toContain(said);
  expect(pageOf({ prompts_per_set: 'all' })).not.toContain('of them at most');
  expect(pageOf()).not.toContain('of them at most');
});
