-- What a partial correlation may hold fixed, the classes that weights may balance, and how many tokens there are, in the order of prompts.
SELECT answer, foil, stratum, n_tokens
FROM prompt
ORDER BY prompt_id
