-- What every dose changed on every prompt, turned so that more is more harm: lower answer and contrast, higher rank number, entropy and KL.
SELECT
  steering.mode,
  steering.scaling,
  steering.factor,
  steering.set_id,
  steering.prompt_id,
  prompt.logit_diff - steering.logit_diff AS logit_diff,
  prompt.answer_prob - steering.answer_prob AS answer_prob,
  prompt.answer_log_prob - steering.answer_log_prob AS answer_log_prob,
  CAST(steering.answer_rank - prompt.answer_rank AS DOUBLE) AS answer_rank,
  steering.top10_entropy - prompt.top10_entropy AS top10_entropy,
  steering.kl AS kl
FROM steering
INNER JOIN prompt ON steering.prompt_id = prompt.prompt_id
ORDER BY steering.mode, steering.scaling, steering.factor, steering.set_id, steering.prompt_id
