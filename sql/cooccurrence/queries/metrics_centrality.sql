-- Every centrality of every selected feature.
SELECT weighted, measure, feature_id, value
FROM centrality
ORDER BY weighted, measure, feature_id
