-- What a partial correlation may hold fixed, and how many tokens there are, in the order of prompts.
SELECT answer, foil, n_tokens
FROM prompt
ORDER BY prompt_id
