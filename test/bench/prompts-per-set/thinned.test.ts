import { expect, it } from 'vitest';
import { onPrompts, thinned } from '../../../bench/prompts-per-set/thinned.ts';
import { OUTCOMES } from '../../../pipeline/cooccurrence/kernels/summary/dose-blocks.ts';
import { steeredBy } from './steered.ts';

const steered = steeredBy(({ set_id: id }, prompt) => 100 * id + prompt);

it('keeps the rows of these prompts, in every outcome', () => {
  const { block, strata, replicates } = onPrompts(steered, [1, 4, 11]);
  expect([...block.promptIds]).toEqual([11, 14, 21]);
  expect(strata).toEqual(['stratum 1', 'stratum 1', 'stratum 2']);
  expect(replicates).toBe(steered.replicates);
  for (const name of OUTCOMES) expect([...block.damage[name].slice(3, 6)]).toEqual([101, 104, 111]);
});

it('leaves a set of an arm as many prompts as asked, of every stratum, and single features and the pool all', () => {
  const { sets, partial, damage } = thinned(steered, 6, 1);
  sets.forEach(({ arm }, s) => {
    const row = [...damage.kl.subarray(12 * s, 12 * (s + 1))];
    const met = row.flatMap((value, p) => (Number.isNaN(value) ? [] : [p]));
    for (const p of met) expect(row[p]).toBe(100 * s + p);
    const isArm = arm === 'within' || arm === 'between';
    expect(partial[s]).toBe(isArm);
    expect(met).toHaveLength(isArm ? 6 : 12);
    if (isArm) expect([0, 1, 2].map((rest) => met.filter((p) => p % 3 === rest).length)).toEqual([2, 2, 2]);
  });
});

it('deals anew with another seed, and with as many prompts as there are leaves all', () => {
  expect(thinned(steered, 6, 2).damage.kl).not.toEqual(thinned(steered, 6, 1).damage.kl);
  expect(thinned(steered, 6, 1).damage.kl).toEqual(thinned(steered, 6, 1).damage.kl);
  expect(thinned(steered, 12, 1)).toEqual(steered.block);
});
