-- Every set was run on the same prompts at each of its doses: all of them, or, sets of an arm, as many as the other sets of arms.
WITH doses AS (
  SELECT
    steering.set_id, steering.mode, steering.factor, steering.scaling,
    coalesce(
      steering_set.arm IN
      ('within', 'between', 'random', 'matched', 'random-direction', 'random-covariance', 'prompt-difference'), FALSE
    ) AS dealt,
    count(*)::INTEGER AS prompts,
    string_agg(steering.prompt_id, ' ' ORDER BY steering.prompt_id) AS which
  FROM steering
  LEFT JOIN steering_set ON steering.set_id = steering_set.set_id
  GROUP BY ALL
)

SELECT *
FROM doses
WHERE
  prompts <> (SELECT max(others.prompts) FROM doses AS others WHERE others.dealt = doses.dealt)
  OR (NOT dealt AND prompts <> (SELECT count(DISTINCT prompt_id) FROM steering))
  OR which <> (SELECT min(others.which) FROM doses AS others WHERE others.set_id = doses.set_id)
ORDER BY ALL
LIMIT 100;
