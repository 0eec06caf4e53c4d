-- The unweighted centralities of every selected feature.
SELECT measure, feature_id, value
FROM centrality
WHERE NOT weighted AND value IS NOT NULL
ORDER BY measure, feature_id
