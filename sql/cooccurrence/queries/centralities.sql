-- Every centrality of every selected feature, weighted ones too.
SELECT measure, weighted, feature_id, value
FROM centrality
WHERE value IS NOT NULL
ORDER BY measure, weighted, feature_id
