-- Importance on centrality by each definition, with how far halves of the prompts agree on the centrality.
WITH reliability AS (
  SELECT measure, median(reliability) AS reliability FROM centrality_reliability WHERE split LIKE 'strata%' GROUP BY measure
)
SELECT
  importance_correlation.measure, definition, "scope", importance_correlation.n, n_units, importance_correlation.r, low, high, p,
  reliability.reliability, importance_correlation.reason
FROM importance_correlation
LEFT JOIN reliability ON importance_correlation.measure = reliability.measure
WHERE "scope" IN ('all', 'strata', 'templates')
ORDER BY
  importance_correlation.measure <> 'abs_corr_activation', importance_correlation.measure,
  definition <> 'removal', definition, "scope" <> 'all', "scope"
