-- Selected features in order of number.
SELECT feature_id
FROM feature
WHERE selected
ORDER BY feature_id
