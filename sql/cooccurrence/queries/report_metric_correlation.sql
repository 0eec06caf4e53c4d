-- Spearman correlation of every two measures of features.
SELECT metric_a, metric_b, r, n, n_units
FROM metric_correlation
ORDER BY metric_a, metric_b
