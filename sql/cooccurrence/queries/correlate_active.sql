-- Tokens at which nodes are active, one of their features at least, from position $first on; tokens are numbered through all prompts.
WITH start AS (
  SELECT prompt_id, n_tokens, CAST(sum(n_tokens) OVER (ORDER BY prompt_id) - n_tokens AS INTEGER) AS first_token
  FROM prompt
)

SELECT DISTINCT feature.node AS feature_id, start.first_token + attribution.position AS token
FROM attribution
INNER JOIN start ON attribution.prompt_id = start.prompt_id
INNER JOIN feature ON attribution.feature_id = feature.feature_id
WHERE feature.node IS NOT NULL AND attribution.position >= $first
ORDER BY feature.node, token
