-- Every metric that has values; those of the network are made from the correlations.
SELECT DISTINCT measure AS metric, TRUE AS network
FROM centrality
WHERE NOT weighted
UNION ALL
SELECT DISTINCT metric, FALSE AS network
FROM feature_metric
ORDER BY metric
