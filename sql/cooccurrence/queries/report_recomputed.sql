-- The network recomputed with one ingredient changed, one row per variant.
SELECT
  variant,
  max(value) FILTER (WHERE statistic = 'edges') AS edges,
  max(value) FILTER (WHERE statistic = 'mean_abs_r') AS mean_abs_r,
  max(value) FILTER (WHERE statistic = 'giant') AS giant,
  max(value) FILTER (WHERE statistic = 'clusters') AS clusters,
  max(value) FILTER (WHERE statistic = 'features_in_clusters') AS features_in_clusters,
  max(value) FILTER (WHERE statistic = 'modularity') AS modularity,
  max(value) FILTER (WHERE statistic = 'separation') AS separation,
  max(reason) AS reason
FROM recomputed
GROUP BY variant
ORDER BY variant <> 'as-studied', variant LIKE 'without:%', variant
