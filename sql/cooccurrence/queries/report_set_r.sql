-- Sets of two or more: damage beside the mean correlation of their pairs. Where sets met different prompts, what these have in common is taken out.
WITH pair AS (
  SELECT steering_set.set_id, avg(correlation.r) AS mean_r, avg(abs(correlation.r)) AS mean_abs_r
  FROM steering_set
  JOIN correlation
    ON list_contains(steering_set.feature_ids, correlation.feature_a)
    AND list_contains(steering_set.feature_ids, correlation.feature_b)
  WHERE steering_set.arm IN ('within', 'between')
  GROUP BY steering_set.set_id
),

damage AS (
  SELECT
    steering.mode,
    steering.scaling,
    steering.factor,
    steering_set.set_id,
    steering_set.arm,
    steering_set.size,
    steering.prompt_id,
    prompt.logit_diff - steering.logit_diff AS damage
  FROM steering
  JOIN steering_set ON steering_set.set_id = steering.set_id
  JOIN prompt ON prompt.prompt_id = steering.prompt_id
  WHERE steering_set.size >= 2 AND steering.mode = $mode AND steering_set.set_id IN (SELECT set_id FROM pair)
),

common AS (
  SELECT mode, scaling, factor, size, prompt_id, avg(damage) AS common
  FROM damage
  GROUP BY mode, scaling, factor, size, prompt_id
),

level AS (
  SELECT mode, scaling, factor, size, avg(common) AS level
  FROM common
  GROUP BY mode, scaling, factor, size
)

SELECT
  damage.mode,
  damage.scaling,
  damage.factor,
  damage.set_id,
  damage.arm,
  damage.size,
  any_value(pair.mean_r) AS mean_r,
  any_value(pair.mean_abs_r) AS mean_abs_r,
  any_value(level.level) + avg(damage.damage - common.common) AS damage_logit
FROM damage
JOIN common USING (mode, scaling, factor, size, prompt_id)
JOIN level USING (mode, scaling, factor, size)
JOIN pair ON pair.set_id = damage.set_id
GROUP BY damage.mode, damage.scaling, damage.factor, damage.set_id, damage.arm, damage.size
ORDER BY damage.mode, damage.scaling, damage.factor, damage.set_id
