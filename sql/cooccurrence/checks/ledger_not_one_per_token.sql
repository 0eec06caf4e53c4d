-- The ledger has one row per token of a prompt that was attributed, no more and no fewer.
SELECT coalesce(ledger.prompt_id, token.prompt_id) AS prompt_id, coalesce(ledger.position, token.position) AS position
FROM ledger
FULL JOIN token USING (prompt_id, position)
WHERE ledger.prompt_id IS NULL OR token.prompt_id IS NULL
ORDER BY ALL;
