-- The features of each node, and whether they can tell prompts apart.
SELECT feature_id, node, constant, before_difference
FROM feature
WHERE node IS NOT NULL
ORDER BY node, feature_id
