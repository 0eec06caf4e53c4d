-- Baseline over all prompts, and over those answered at rank 0: means with the middle 80 %.
WITH part AS (
  SELECT 'all prompts' AS prompts, * EXCLUDE (prompt_id) FROM prompt
  UNION ALL
  SELECT 'answered at rank 0' AS prompts, * EXCLUDE (prompt_id) FROM prompt WHERE answer_rank = 0
)
SELECT
  prompts,
  count(*)::INTEGER AS n,
  median(answer_rank)::DOUBLE AS median_rank,
  avg(answer_prob) AS answer_prob,
  quantile_cont(answer_prob, 0.1) AS answer_prob_low,
  quantile_cont(answer_prob, 0.9) AS answer_prob_high,
  avg(answer_logit) AS answer_logit,
  quantile_cont(answer_logit, 0.1) AS answer_logit_low,
  quantile_cont(answer_logit, 0.9) AS answer_logit_high,
  avg(logit_diff) AS logit_diff,
  quantile_cont(logit_diff, 0.1) AS logit_diff_low,
  quantile_cont(logit_diff, 0.9) AS logit_diff_high,
  avg(top10_entropy) AS top10_entropy,
  quantile_cont(top10_entropy, 0.1) AS top10_entropy_low,
  quantile_cont(top10_entropy, 0.9) AS top10_entropy_high
FROM part
GROUP BY prompts
ORDER BY prompts
