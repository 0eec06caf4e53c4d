-- What pushing each feature alone, at the smallest factor, does to the contrast of each prompt.
WITH single AS (
  SELECT steering_set.feature_ids[1] AS feature_id, steering.factor, steering.prompt_id, steering.logit_diff
  FROM steering
  INNER JOIN steering_set ON steering.set_id = steering_set.set_id
  WHERE steering_set.arm = 'single' AND steering.mode = $mode AND steering.scaling = 'none'
)

SELECT single.feature_id, single.prompt_id, prompt.logit_diff - single.logit_diff AS damage
FROM single
INNER JOIN prompt ON single.prompt_id = prompt.prompt_id
WHERE single.factor = (SELECT min(factor) FROM single)
ORDER BY single.feature_id, single.prompt_id
