-- Damage of single features beside their size: largest attribution on the task (logits) and, where a corpus was given, largest activation.
WITH metric AS (
  SELECT
    feature_id,
    max(value) FILTER (WHERE metric = 'max_activation') AS max_attribution,
    max(value) FILTER (WHERE metric = 'gen_max_activation') AS gen_max_activation
  FROM feature_metric
  GROUP BY feature_id
)
SELECT
  steering.mode,
  steering.factor,
  steering_set.cluster,
  steering_set.feature_ids[1]::INTEGER AS feature_id,
  any_value(metric.max_attribution) AS max_attribution,
  any_value(metric.gen_max_activation) AS gen_max_activation,
  avg(steering.answer_prob) AS answer_prob,
  avg(prompt.answer_prob - steering.answer_prob) AS damage_prob,
  avg(prompt.logit_diff - steering.logit_diff) AS damage_logit
FROM steering
JOIN steering_set ON steering_set.set_id = steering.set_id AND steering_set.arm = 'single'
JOIN prompt ON prompt.prompt_id = steering.prompt_id
LEFT JOIN metric ON metric.feature_id = steering_set.feature_ids[1]
WHERE steering.scaling = 'none' AND steering.mode = $mode
GROUP BY steering.mode, steering.factor, steering_set.cluster, steering_set.feature_ids[1]
ORDER BY steering.mode, steering.factor, feature_id
