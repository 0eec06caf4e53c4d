-- What a partial correlation may hold fixed, what halves and subsamples keep the shares of, and how many tokens there are.
SELECT prompt_id, answer, foil, stratum, template, n_tokens
FROM prompt
ORDER BY prompt_id
