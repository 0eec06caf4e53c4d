-- Σ |r| of every feature that has correlations.
SELECT feature_id, abs_r
FROM correlation_sum
ORDER BY feature_id
