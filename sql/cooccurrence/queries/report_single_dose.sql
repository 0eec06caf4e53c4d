-- Single features: damage over prompts at each dose. Damage is baseline minus steered; positive is harm. Quartiles are over features.
WITH single AS (
  SELECT
    steering.mode,
    steering.factor,
    steering_set.set_id,
    steering_set.cluster,
    avg(prompt.answer_prob - steering.answer_prob) AS damage_prob,
    avg(prompt.logit_diff - steering.logit_diff) AS damage_logit,
    avg(steering.top10_entropy - prompt.top10_entropy) AS entropy_change
  FROM steering
  JOIN steering_set ON steering_set.set_id = steering.set_id AND steering_set.arm = 'single'
  JOIN prompt ON prompt.prompt_id = steering.prompt_id
  WHERE steering.scaling = 'none' AND steering.mode = $mode
  GROUP BY steering.mode, steering.factor, steering_set.set_id, steering_set.cluster
)
SELECT
  mode,
  cluster,
  factor,
  count(*)::INTEGER AS features,
  avg(damage_prob) AS damage_prob,
  quantile_cont(damage_prob, 0.25) AS damage_prob_low,
  quantile_cont(damage_prob, 0.75) AS damage_prob_high,
  avg(damage_logit) AS damage_logit,
  quantile_cont(damage_logit, 0.25) AS damage_logit_low,
  quantile_cont(damage_logit, 0.75) AS damage_logit_high,
  avg(entropy_change) AS entropy_change
FROM single
GROUP BY mode, cluster, factor
ORDER BY mode, cluster, factor
