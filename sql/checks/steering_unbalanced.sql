-- Every set was run on the same prompts at each of its doses.
WITH doses AS (
  SELECT set_id, mode, factor, scaling, count(*)::INTEGER AS prompts
  FROM steering
  GROUP BY ALL
)
SELECT *
FROM doses
WHERE prompts <> (SELECT max(prompts) FROM doses)
ORDER BY ALL
LIMIT 100;
