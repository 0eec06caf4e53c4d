-- What running the model on the task needs, in prompt order; the tokens of each prompt as a list.
SELECT p.prompt_id, p.stratum, p.answer, p.answer_token, p.foil, p.foil_token, p.accepted_tokens, p.n_tokens, p.logit_diff, p.answer_rank,
  p.answer_prob, t.tokens
FROM prompt p
JOIN (SELECT prompt_id, list(token_id ORDER BY position) AS tokens FROM token GROUP BY prompt_id) t USING (prompt_id)
ORDER BY p.prompt_id
