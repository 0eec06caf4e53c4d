-- Correlations are between selected features.
SELECT feature_a, feature_b
FROM correlation
WHERE feature_a NOT IN (SELECT feature_id FROM feature WHERE selected)
  OR feature_b NOT IN (SELECT feature_id FROM feature WHERE selected)
ORDER BY ALL;
