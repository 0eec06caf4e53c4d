/** The published study's four centralities, and the eight metrics of its table of tests, as `centrality` and `feature_metric` name them. */

export const STUDY_MEASURES = ['degree', 'betweenness', 'closeness', 'eigenvector'] as const;

export const STUDY_METRICS: readonly string[] = [
  ...STUDY_MEASURES,
  'abs_corr_activation',
  'max_activation',
  'absolute_summed_activation',
  'std_activation',
];
