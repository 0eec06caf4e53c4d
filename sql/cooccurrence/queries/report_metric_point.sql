-- The metrics of the analysis of variance, for the features of the kept clusters (unweighted centralities).
WITH kept AS (SELECT feature_id, cluster FROM cluster WHERE algorithm = $algorithm AND kept),
value AS (
  SELECT feature_id, measure AS metric, value FROM centrality WHERE NOT weighted
  UNION ALL
  SELECT feature_id, metric, value FROM feature_metric
)
SELECT value.metric, kept.cluster, kept.feature_id, value.value
FROM value
JOIN kept ON kept.feature_id = value.feature_id
WHERE value.value IS NOT NULL
  AND value.metric IN (SELECT metric FROM anova WHERE algorithm = $algorithm)
ORDER BY value.metric, kept.cluster, kept.feature_id
