/** Three small analyses for tests of the study file: the one that the short form means, one implied by a task, one without either. */
import type { AnalysisSettings } from '../../../src/run/analysis.ts';
import { group, leaf, optional } from '../../../src/run/study/leaf.ts';
import { choice, number, path } from '../../../src/run/study/types.ts';

const contrast = leaf({
  type: choice(['foil', 'others', 'top']),
  'seed-exact': 'foil',
  recommended: 'others',
  shared: true,
  meaning: 'What the answer stands against.',
});

export const together = {
  name: 'together',
  settings: group({
    attribution: group({
      contrast,
      bos: leaf({ type: choice(['in', 'out']), default: 'in', meaning: 'Whether BOS takes part.' }),
    }),
    network: group({
      threshold: leaf({
        type: number({ least: 0, most: 1 }),
        'seed-exact': 0.7,
        recommended: 0.5,
        meaning: 'Smallest similarity.',
      }),
      top: optional({ type: number({ above: 0 }), meaning: 'Strongest edges alone.' }),
    }),
  }),
  needs: { task: true, dictionaries: 'each' },
  short: true,
} as const satisfies AnalysisSettings;

export const prompts = {
  name: 'prompts',
  settings: group({ attribution: group({ contrast }) }),
  needs: { task: true, dictionaries: 'all' },
  implied: true,
} as const satisfies AnalysisSettings;

export const weights = {
  name: 'weights',
  settings: group({
    text: optional({ type: path(), meaning: 'A generic text.' }),
    most: leaf({ type: number({ above: 0 }), default: 5, meaning: 'Heads shown.' }),
  }),
  needs: { task: false, dictionaries: 'none' },
} as const satisfies AnalysisSettings;

export const paths = {
  name: 'paths',
  settings: group({ attribution: group({ contrast }) }),
  needs: { task: true, dictionaries: 'all' },
} as const satisfies AnalysisSettings;

export const ANALYSES: readonly AnalysisSettings[] = [weights, together, prompts, paths];
