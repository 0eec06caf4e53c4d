-- Every selected feature is in one component, and nothing else is.
SELECT coalesce(component.feature_id, chosen.feature_id) AS feature_id
FROM component
FULL JOIN (SELECT feature_id FROM feature WHERE selected) AS chosen USING (feature_id)
WHERE component.feature_id IS NULL OR chosen.feature_id IS NULL
ORDER BY ALL;
