-- Units hold every feature of a node and no other, unless there are too many to compare.
SELECT feature_id, FALSE AS selected
FROM unit
WHERE feature_id NOT IN (SELECT feature_id FROM feature WHERE node IS NOT NULL)
UNION ALL
SELECT feature_id, TRUE
FROM feature
WHERE node IS NOT NULL AND feature_id NOT IN (SELECT feature_id FROM unit) AND EXISTS (SELECT 1 FROM unit)
ORDER BY ALL;
