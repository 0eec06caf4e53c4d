-- The matrix holds every prompt × selected feature, and nothing else.
WITH due AS (
  SELECT prompt.prompt_id, feature.feature_id
  FROM prompt
  CROSS JOIN feature
  WHERE feature.selected
)
SELECT coalesce(due.prompt_id, held.prompt_id) AS prompt_id, coalesce(due.feature_id, held.feature_id) AS feature_id
FROM due
FULL JOIN prompt_feature AS held ON held.prompt_id = due.prompt_id AND held.feature_id = due.feature_id
WHERE due.prompt_id IS NULL OR held.prompt_id IS NULL
ORDER BY ALL;
