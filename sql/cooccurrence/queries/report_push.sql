-- How far steering pushes the residual stream: size of the change relative to the residual, its angle to it, codes driven below zero, and KL from the baseline.
SELECT
  steering.mode,
  steering_set.arm,
  steering.scaling,
  steering.factor,
  count(*)::INTEGER AS steered,
  avg(steering.delta_ratio) AS delta_ratio,
  quantile_cont(steering.delta_ratio, 0.1) AS delta_ratio_low,
  quantile_cont(steering.delta_ratio, 0.9) AS delta_ratio_high,
  avg(steering.delta_cosine) AS delta_cosine,
  avg(steering.below_zero) AS below_zero,
  avg(steering.kl) AS kl
FROM steering
JOIN steering_set ON steering_set.set_id = steering.set_id
WHERE steering.mode = $mode
  AND steering_set.arm NOT IN ('pool', 'global-maximum', 'smallest-attribution', 'anomalous-group')
GROUP BY steering.mode, steering_set.arm, steering.scaling, steering.factor
ORDER BY steering.mode, steering_set.arm, steering.scaling, steering.factor
