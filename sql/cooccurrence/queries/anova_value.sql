-- Values of every unweighted metric for the features of kept clusters; a value may be null with its reason.
WITH metric AS (
  SELECT feature_id, measure AS metric, value, reason
  FROM centrality
  WHERE NOT weighted
  UNION ALL
  SELECT feature_id, metric, value, reason
  FROM feature_metric
),

kept AS (
  SELECT algorithm, cluster, feature_id
  FROM cluster
  WHERE kept
)

SELECT kept.algorithm, metric.metric, kept.cluster, kept.feature_id, metric.value, metric.reason
FROM kept
INNER JOIN metric ON kept.feature_id = metric.feature_id
ORDER BY kept.algorithm, metric.metric, kept.cluster, kept.feature_id
