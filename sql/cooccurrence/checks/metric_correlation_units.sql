-- Measures are compared over selected features, no more of them and of their units than there are.
WITH known AS (
  SELECT
    (SELECT count(*) FROM feature WHERE selected)::INTEGER AS features,
    (SELECT nullif(count(DISTINCT unit), 0) FROM unit)::INTEGER AS units
)
SELECT metric_a, metric_b, n, features, n_units, units
FROM metric_correlation CROSS JOIN known
WHERE n > features OR (n_units IS NULL) <> (units IS NULL) OR n_units > units
ORDER BY ALL
LIMIT 100;
