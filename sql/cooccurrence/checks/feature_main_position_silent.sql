-- A feature fires at its main position.
SELECT feature_id, main_position
FROM feature
WHERE NOT EXISTS (
  SELECT 1 FROM attribution WHERE attribution.feature_id = feature.feature_id AND attribution.position = feature.main_position
)
ORDER BY feature_id;
