-- Importance on centrality by each definition, on all prompts and with the first half's centrality asked of the second half's importance.
SELECT measure, definition, "scope", r, low, high, p
FROM importance_correlation
ORDER BY measure, definition, "scope"
