/** Why a metric of a feature may have no value: what the table `feature_metric` says in place of a number. */

export const METRIC_REASONS = {
  abs_corr_activation: 'no correlation: the feature is constant over prompts, or no other feature varies',
  std_activation: 'one prompt has no deviation',
  bos_share: 'every attribution of the feature is 0',
  peak_share: 'every attribution of the feature is 0',
};
