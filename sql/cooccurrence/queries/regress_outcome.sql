-- Every feature steered alone, with its prompt's baseline: one row per factor, feature and prompt.
-- Means over prompts are taken outside, in this order, so that they do not depend on threads.
SELECT
  steering.factor,
  steering_set.feature_ids[1] AS feature_id,
  steering.prompt_id,
  steering.answer_prob,
  steering.logit_diff,
  prompt.answer_prob AS baseline_prob,
  prompt.logit_diff AS baseline_diff
FROM steering
INNER JOIN steering_set ON steering.set_id = steering_set.set_id
INNER JOIN prompt ON steering.prompt_id = prompt.prompt_id
WHERE steering_set.arm = 'single' AND steering.mode = $mode AND steering.scaling = $scaling
ORDER BY steering.factor, feature_id, steering.prompt_id
