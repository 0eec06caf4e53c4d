-- Centralities on the full graph; a null value has its reason in the table.
SELECT measure, weighted, feature_id, value
FROM centrality
WHERE value IS NOT NULL
ORDER BY measure, weighted, feature_id
