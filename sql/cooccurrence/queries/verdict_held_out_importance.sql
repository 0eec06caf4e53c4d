-- Centralities that the first half of each split finds, with what steering the feature alone, at the smallest factor, does on the second half.
WITH single AS (
  SELECT steering_set.feature_ids[1] AS feature_id, steering.factor, steering.prompt_id, steering.logit_diff
  FROM steering
  INNER JOIN steering_set ON steering.set_id = steering_set.set_id
  WHERE steering_set.arm = 'single' AND steering.mode = $mode AND steering.scaling = 'none'
),

damage AS (
  SELECT held_out_prompt.split, single.feature_id, sum(prompt.logit_diff - single.logit_diff ORDER BY single.prompt_id) AS damage
  FROM single
  INNER JOIN prompt ON single.prompt_id = prompt.prompt_id
  INNER JOIN held_out_prompt ON single.prompt_id = held_out_prompt.prompt_id AND held_out_prompt.half = 'second'
  WHERE single.factor = (SELECT min(factor) FROM single)
  GROUP BY held_out_prompt.split, single.feature_id
)

SELECT damage.split, held_out_centrality.measure, held_out_centrality.feature_id, held_out_centrality.value, damage.damage
FROM damage
INNER JOIN held_out_centrality
  ON damage.split = held_out_centrality.split AND damage.feature_id = held_out_centrality.feature_id
ORDER BY damage.split, held_out_centrality.measure, held_out_centrality.feature_id
