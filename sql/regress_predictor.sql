-- Unweighted centralities on the full graph; a null value has its reason in the table.
SELECT measure, feature_id, value
FROM centrality
WHERE NOT weighted
ORDER BY measure, feature_id
