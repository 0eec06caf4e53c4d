-- Each clustering covers the selected features, isolated ones too, and nothing else.
WITH due AS (
  SELECT algorithms.algorithm, feature.feature_id
  FROM (SELECT DISTINCT algorithm FROM cluster) AS algorithms
  CROSS JOIN feature
  WHERE feature.selected
)
SELECT coalesce(due.algorithm, held.algorithm) AS algorithm, coalesce(due.feature_id, held.feature_id) AS feature_id
FROM due
FULL JOIN cluster AS held ON held.algorithm = due.algorithm AND held.feature_id = due.feature_id
WHERE due.feature_id IS NULL OR held.feature_id IS NULL
ORDER BY ALL;
