import { expect, it } from 'vitest';
import {
  DECISIVE,
  DIRECTION_NULLS,
  isDirectionKind,
  NULL_KINDS,
  PLAIN_NULLS,
  whyNotApplicable,
} from '../../../../../pipeline/cooccurrence/kernels/nulls/null-kinds.ts';

it('every null replaces directions or does not, and the decisive ones do', () => {
  expect(NULL_KINDS.filter(isDirectionKind)).toEqual(DIRECTION_NULLS);
  expect(NULL_KINDS.filter((kind) => !isDirectionKind(kind))).toEqual(PLAIN_NULLS);
  expect(DECISIVE.every(isDirectionKind)).toBe(true);
});

it.each([
  ['rotation', 'slope:degree', null],
  ['rewire', 'edges', 'rewiring keeps every degree'],
  ['rewire', 'mean_abs_r', 'a rewired network has no correlations and no prompts'],
  ['rewire', 'held_out:strata:anova_f:degree', 'a rewired network has no correlations and no prompts'],
  ['rewire', 'anova_f:std_activation', 'a rewired network has no correlations and no prompts'],
  ['rewire', 'anova_f:betweenness', null],
  ['rewire', 'cluster_size:12', null],
  ['shuffle-prompts', 'slope:degree', 'damage does not come from the shuffled values'],
  ['shuffle-within-strata', 'held_out:strata:slope:degree', 'damage does not come from the shuffled values'],
  ['shuffle-prompts', 'edges', null],
] as const)('%s and %s', (kind, statistic, reason) => {
  expect(whyNotApplicable(kind, statistic)).toBe(reason);
});

it('every null is asked about modularity', () => {
  for (const kind of NULL_KINDS) expect(whyNotApplicable(kind, 'modularity')).toBeNull();
});
