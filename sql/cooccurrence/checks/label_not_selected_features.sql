-- Every selected feature has a label, and no other.
SELECT coalesce(label.feature_id, feature.feature_id) AS feature_id, label.label
FROM (SELECT feature_id FROM feature WHERE selected) AS feature
FULL JOIN label ON feature.feature_id = label.feature_id
WHERE (label.feature_id IS NULL AND EXISTS (SELECT 1 FROM label)) OR feature.feature_id IS NULL
ORDER BY ALL;
