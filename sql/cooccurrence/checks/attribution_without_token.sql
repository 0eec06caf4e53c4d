-- Every active feature stands at a token of its prompt.
SELECT attribution.prompt_id, attribution.position, attribution.feature_id
FROM attribution
ANTI JOIN token USING (prompt_id, position)
ORDER BY ALL;
