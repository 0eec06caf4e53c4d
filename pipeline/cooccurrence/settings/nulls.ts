/** Settings of tests, null models and the verdict. */
import { group, leaf } from '../../../src/run/study/leaf.ts';
import { choice, list, number, whole } from '../../../src/run/study/types.ts';
import { NULL_KINDS, RECOMPUTED } from '../kernels/nulls/null-kinds.ts';

export const tests = group({
  metrics: leaf({
    type: choice(['study', 'all']),
    'seed-exact': 'study',
    recommended: 'all',
    meaning: 'The family of tests across clusters: the study’s eight metrics, or every metric there is.',
  }),
});

export const nulls = group({
  kinds: leaf({
    type: list(choice(NULL_KINDS)),
    default: ['random-rows', 'second-moment', 'rotation'],
    meaning: 'Null models; `random-rows` replaces the features’ decoder rows by those of features not selected.',
  }),
  replicates: leaf({ type: whole({ least: 1 }), default: 1000, meaning: 'Replicates of each null model.' }),
  recomputed: leaf({
    type: list(choice(RECOMPUTED)),
    default: [...RECOMPUTED],
    meaning:
      'Single networks recomputed beside the study’s own: gain, answer and foil regressed out; one factor of the attribution at its mean; every stratum counting alike; each stratum left out.',
  }),
});

export const verdict = group({
  sesoi: leaf({
    type: number({ above: 0 }),
    default: 0.2,
    meaning: 'Smallest effect size of interest: an interval inside ± this counts as no effect.',
  }),
});

export const adjustment = leaf({
  type: choice(['bonferroni', 'holm', 'benjamini-hochberg', 'none']),
  'seed-exact': 'bonferroni',
  recommended: 'holm',
  meaning: 'Correction for multiplicity within a family of tests.',
});
