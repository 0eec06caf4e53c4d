/** Settings of attributions: what they are of, how a prompt's become one, their check, and which features are selected by them. */
import { METHODS } from '../../../src/methods/attribution/method-names.ts';
import { group, leaf } from '../../../src/run/study/leaf.ts';
import { choice, flag, number, whole } from '../../../src/run/study/types.ts';
import { contrast } from '../../task/settings.ts';

export const attribution = group({
  method: leaf({
    type: choice(METHODS),
    default: 'gradient',
    meaning: '`gradient`: activation × gradient along the decoder row.',
  }),
  contrast,
  positions: leaf({
    type: choice(['last', 'sum', 'final', 'max-abs']),
    'seed-exact': 'last',
    recommended: 'sum', // sums over positions close the ledger
    meaning:
      'How the values of a prompt become one: the last position that is not zero, the sum, the final token, or the value of largest magnitude.',
  }),
  bos: leaf({
    type: choice(['include', 'exclude']),
    'seed-exact': 'include',
    recommended: 'exclude', // BOS carries template features
    meaning: 'Whether position 0 takes part, where a BOS was prepended.',
  }),
});

/** The study has none. */
export const attributionCheck = group({
  prompts: leaf({
    type: whole({ least: 0 }),
    default: 30,
    meaning:
      'Prompts, drawn by the seed, on which gradient attributions are checked against integrated gradients and exact removal; 0 leaves the check out.',
  }),
  top_features: leaf({
    type: whole({ least: 0 }),
    default: 10,
    meaning: 'Features of largest mean size of attribution that are checked on every one of these prompts.',
  }),
  cells: leaf({
    type: whole({ least: 0 }),
    default: 400,
    meaning: 'Prompts × other features that are checked, drawn by the seed.',
  }),
  least: leaf({
    type: number({ least: -1, most: 1 }),
    default: 0.7, // residual-stream attribution patching on GPT-2 small reaches r ≈ 0.75 with activation patching
    meaning: 'Smallest rank correlation with exact removal that counts as agreement; the run warns below it.',
  }),
});

export const features = group({
  by: leaf({
    type: choice(['prevalence', 'attribution']),
    'seed-exact': 'prevalence',
    recommended: 'attribution', // what is on in every prompt cannot tell prompts apart
    meaning:
      'How features are selected: those that are non-zero on enough prompts, or the smallest set that holds `share` of the summed sizes of attributions on the first half of the prompts (all of them, where a half would have fewer than six).',
  }),
  share: leaf({
    type: number({ above: 0, most: 1 }),
    default: 0.8,
    meaning:
      'With `by: attribution`, the share of the summed sizes of attributions that the selected features hold together.',
  }),
  most: leaf({
    type: whole({ least: 1 }),
    default: 400,
    meaning: 'With `by: attribution`, the largest number of features; those of most attribution are taken.',
  }),
  min_prevalence: leaf({
    type: number({ above: 0, most: 1 }),
    'seed-exact': 1, // the study's "intersection" of all prompts
    recommended: 0.5,
    meaning: 'With `by: prevalence`, the share of prompts on which a feature must be non-zero to be selected.',
  }),
  merge_copies: leaf({
    type: flag(),
    'seed-exact': false, // the study's nodes are features
    recommended: true, // else copies find each other
    meaning:
      'Whether selected features that are copies of one another are one node of the network: its value is the sum of theirs, and what is done to it is done to all of them.',
  }),
});
