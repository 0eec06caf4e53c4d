-- Every measure of every selected feature: centralities (weighted ones named so) and metrics.
SELECT feature_id, measure || CASE WHEN weighted THEN ' (weighted)' ELSE '' END AS measure, 'centrality' AS kind, value
FROM centrality
UNION ALL
SELECT feature_id, metric AS measure, 'metric' AS kind, value
FROM feature_metric
ORDER BY kind, measure, feature_id
