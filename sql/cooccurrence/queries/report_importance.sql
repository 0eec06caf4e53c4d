-- Unweighted centrality of the steered features beside their mean steered probability, at each dose.
SELECT
  centrality.measure AS predictor,
  steering.factor,
  steering_set.cluster,
  centrality.feature_id,
  any_value(centrality.value) AS centrality,
  avg(steering.answer_prob) AS answer_prob,
  avg(prompt.logit_diff - steering.logit_diff) AS damage_logit
FROM steering
JOIN steering_set ON steering_set.set_id = steering.set_id AND steering_set.arm = 'single'
JOIN prompt ON prompt.prompt_id = steering.prompt_id
JOIN centrality ON centrality.feature_id = steering_set.feature_ids[1] AND NOT centrality.weighted AND centrality.value IS NOT NULL
WHERE centrality.measure IN ('betweenness', 'degree', 'closeness', 'eigenvector') AND steering.scaling = 'none' AND steering.mode = $mode
GROUP BY centrality.measure, steering.factor, steering_set.cluster, centrality.feature_id
ORDER BY predictor, steering.factor, centrality.feature_id
