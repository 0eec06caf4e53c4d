-- A pair of clusters is compared over the features of both, and their units where there are any.
WITH compared AS (
  SELECT post_hoc.algorithm, metric, test, cluster_a, cluster_b, count(*)::INTEGER AS n, nullif(count(DISTINCT unit), 0)::INTEGER AS n_units
  FROM post_hoc
  JOIN (SELECT algorithm, cluster, feature_id FROM cluster) AS member
    ON post_hoc.algorithm = member.algorithm AND member.cluster IN (post_hoc.cluster_a, post_hoc.cluster_b)
  LEFT JOIN unit USING (feature_id)
  GROUP BY ALL
)
SELECT algorithm, metric, test, cluster_a, cluster_b, post_hoc.n, compared.n AS expected, post_hoc.n_units, compared.n_units AS expected_units
FROM post_hoc
LEFT JOIN compared USING (algorithm, metric, test, cluster_a, cluster_b)
WHERE post_hoc.n IS DISTINCT FROM compared.n OR post_hoc.n_units IS DISTINCT FROM compared.n_units
ORDER BY ALL
LIMIT 100;
