-- The nodes of the network: every selected feature, also those without an edge.
SELECT feature_id
FROM feature
WHERE selected
ORDER BY feature_id
