-- A prompt has n_tokens tokens at positions 0 to n_tokens - 1.
SELECT prompt.prompt_id, prompt.n_tokens, count(token.position)::INTEGER AS tokens
FROM prompt
LEFT JOIN token USING (prompt_id)
GROUP BY ALL
HAVING count(token.position) <> prompt.n_tokens OR min(token.position) <> 0 OR max(token.position) <> prompt.n_tokens - 1
ORDER BY ALL;
