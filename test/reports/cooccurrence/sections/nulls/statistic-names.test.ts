import { describe, expect, it } from 'vitest';
import { isDetail, isHeldOut, readable } from '../../../../../reports/cooccurrence/sections/nulls/statistic-names.ts';

describe('names of statistics in words', () => {
  it.each([
    ['edges', 'edges'],
    ['mean_abs_r', 'mean |r|'],
    ['anova_f:max_activation', 'F of max activation'],
    ['slope:betweenness', 'slope of importance on betweenness'],
    ['cluster_size:2', 'size of cluster 2'],
    ['held_out:strata:separation', '|r| within less between clusters'],
    ['cohesion', '|r| within less between communities'],
    ['held_out:templates:centrality_r:degree', 'halves agree on degree'],
    ['something_new', 'something new'],
  ])('%s is “%s”', (name, words) => {
    expect(readable(name)).toBe(words);
  });

  it('tells details and held-out statistics apart', () => {
    expect(['sd:degree', 'mean:degree', 'cluster_size:1', 'edges'].map(isDetail)).toEqual([true, true, true, false]);
    expect(['held_out:strata:recovery', 'recovery'].map(isHeldOut)).toEqual([true, false]);
  });
});
