-- The features of each node of the network: one, unless copies are merged.
SELECT feature_id, node
FROM feature
WHERE node IS NOT NULL
ORDER BY node, feature_id
