-- Baseline by stratum, largest first; entropy in nats, logits in logits.
SELECT
  stratum,
  count(*)::INTEGER AS prompts,
  avg((answer_rank = 0)::INTEGER) AS share_rank0,
  median(answer_rank)::DOUBLE AS median_rank,
  avg(answer_prob) AS answer_prob,
  avg(answer_logit) AS answer_logit,
  avg(logit_diff) AS logit_diff,
  avg(top10_entropy) AS top10_entropy
FROM prompt
GROUP BY stratum
ORDER BY prompts DESC, stratum
