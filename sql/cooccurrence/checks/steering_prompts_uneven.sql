-- The sets of a cell met every prompt equally often, give or take one, so that what prompts have in common cancels from its mean.
WITH cell AS (
  SELECT
    steering_set.arm, steering_set.cluster, steering_set.size, steering.mode, steering.factor, steering.scaling, steering.prompt_id,
    count(*)::INTEGER AS sets
  FROM steering
  INNER JOIN steering_set ON steering.set_id = steering_set.set_id
  GROUP BY ALL
),

span AS (
  SELECT
    arm, cluster, size, mode, factor, scaling,
    CASE WHEN count(*) = (SELECT count(DISTINCT prompt_id) FROM steering) THEN min(sets) ELSE 0 END AS fewest,
    max(sets) AS most
  FROM cell
  GROUP BY ALL
)

SELECT *
FROM span
WHERE most - fewest > 1
ORDER BY ALL
LIMIT 100;
