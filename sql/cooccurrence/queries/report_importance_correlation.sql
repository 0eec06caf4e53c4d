-- Importance on centrality by each definition, with how far halves of the prompts agree on the centrality.
SELECT
  importance_correlation.measure, definition, "scope", importance_correlation.n, n_units, importance_correlation.r, low, high, p,
  centrality_reliability.reliability, importance_correlation.reason
FROM importance_correlation
LEFT JOIN centrality_reliability
  ON importance_correlation.measure = centrality_reliability.measure AND centrality_reliability.split = 'strata'
ORDER BY
  importance_correlation.measure <> 'abs_corr_activation', importance_correlation.measure,
  definition <> 'removal', definition, "scope" <> 'all', "scope"
