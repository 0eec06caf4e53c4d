-- Steered answer probability of every feature steered alone, one row per factor, feature and prompt.
-- Means over prompts are taken outside, in this order, so that they do not depend on threads.
SELECT steering.factor, steering_set.feature_ids[1] AS feature_id, steering.prompt_id, steering.answer_prob
FROM steering
INNER JOIN steering_set ON steering.set_id = steering_set.set_id
WHERE steering_set.arm = 'single' AND steering.mode = $mode AND steering.scaling = $scaling
ORDER BY steering.factor, feature_id, steering.prompt_id
