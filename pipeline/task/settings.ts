/** Settings of `task`: what a prompt's answer stands against. All else that it reads belongs to the study itself. */
import type { Needs } from '../../src/run/analysis.ts';
import type { Dictionary } from '../../src/run/study/dictionaries.ts';
import { group, leaf, type ValueOf } from '../../src/run/study/leaf.ts';
import type { DictionaryStudy } from '../../src/run/study/study.ts';
import { choice } from '../../src/run/study/types.ts';

/** The one key that every analysis of a task shares: written at the top it is the contrast of all. */
export const contrast = leaf({
  type: choice(['foil', 'random-foil', 'mean-of-others', 'top-wrong']),
  'seed-exact': 'random-foil',
  recommended: 'mean-of-others', // a fixed contrast against the whole class of answers
  shared: true,
  meaning:
    'What the answer stands against: a word of the task file, a seeded other answer, the mean of the other answers, or the other answer with the highest logit.',
});

export const name = 'task';
export const settings = group({ attribution: group({ contrast }) });
export const needs: Needs = { task: true, dictionaries: 'all' };
/** Every study that names a task runs it. */
export const implied = true;

/** What its stages see of a study; `sae` is the first of its dictionaries. */
export type TaskStudy = DictionaryStudy & { readonly dictionaries: readonly Dictionary[] } & ValueOf<typeof settings>;
