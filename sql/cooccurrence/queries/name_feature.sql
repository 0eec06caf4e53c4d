-- Selected features, and whether they can tell prompts apart.
SELECT feature_id, constant, before_difference
FROM feature
WHERE selected
ORDER BY feature_id
