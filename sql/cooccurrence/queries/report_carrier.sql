-- The features that carry the answer, each alone, beside a random direction of the same norm in its place: mean damage over prompts at each dose.
SELECT
  steering_set.feature_ids[1]::INTEGER AS feature_id,
  steering_set.arm = 'carriers-direction' AS random,
  steering.factor,
  count(*)::INTEGER AS prompts,
  avg(prompt.answer_prob - steering.answer_prob) AS damage_prob,
  avg(prompt.logit_diff - steering.logit_diff) AS damage_logit,
  avg(steering.kl) AS kl
FROM steering
JOIN steering_set ON steering_set.set_id = steering.set_id AND steering_set.arm IN ('carriers', 'carriers-direction')
JOIN prompt ON prompt.prompt_id = steering.prompt_id
WHERE steering.mode = $mode AND steering.scaling = 'none'
GROUP BY steering_set.replicate, steering_set.feature_ids[1], steering_set.arm, steering.factor
ORDER BY steering_set.replicate, random, steering.factor
