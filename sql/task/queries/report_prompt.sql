-- Baseline of every prompt.
SELECT prompt_id, text, answer, foil, stratum, template, n_tokens, answer_rank, answer_prob, answer_logit, logit_diff, top10_entropy
FROM prompt
ORDER BY prompt_id
