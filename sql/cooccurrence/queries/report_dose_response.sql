-- Each feature steered alone, over all doses: damage per unit of dose, and how much of its damage lies on that line.
SELECT dose_response.feature_id, cluster.cluster, dose_response.outcome, dose_response.factors, dose_response.damage_per_factor, dose_response.linearity
FROM dose_response
JOIN cluster ON cluster.feature_id = dose_response.feature_id AND cluster.algorithm = $algorithm
ORDER BY dose_response.outcome, cluster.cluster, dose_response.feature_id
