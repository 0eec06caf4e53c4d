import { expect, it } from 'vitest';
import { RECOMPUTED } from '../../../../pipeline/cooccurrence/kernels/nulls/null-kinds.ts';
import { adjustment, nulls, tests, verdict } from '../../../../pipeline/cooccurrence/settings/nulls.ts';
import { defaultsOf } from '../../../../src/run/study/fill.ts';

it('both presets run the decisive nulls and every recomputed network', () => {
  for (const preset of ['seed-exact', 'recommended'] as const) {
    const { kinds, recomputed } = defaultsOf(nulls, preset);
    expect(kinds).toEqual(['random-rows', 'second-moment', 'rotation']);
    expect(recomputed).toEqual(RECOMPUTED);
    expect(defaultsOf(verdict, preset)).toEqual({ sesoi: 0.2 });
  }
});

it("the presets differ in the family of tests and its correction: the study's, and all of them", () => {
  expect(defaultsOf(tests, 'seed-exact').metrics).toBe('study');
  expect(defaultsOf(tests, 'recommended').metrics).toBe('all');
  expect(adjustment.defaults).toEqual({ 'seed-exact': 'bonferroni', recommended: 'holm' });
});
