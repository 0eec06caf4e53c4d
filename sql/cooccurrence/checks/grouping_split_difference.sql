-- In every further split the difference is what the network has more, and n counts the features of the clusters that its first half finds.
SELECT g."method", g.split, g.n, held.n AS expected_n, own.selectivity - g.selectivity AS expected, g.difference
FROM grouping_split AS g
LEFT JOIN grouping_split AS own ON own."method" = 'network' AND own.split = g.split
LEFT JOIN (
  SELECT split, count(*)::INTEGER AS n, count(DISTINCT cluster)::INTEGER AS clusters
  FROM held_out_cluster
  WHERE cluster IS NOT NULL
  GROUP BY split
) AS held ON held.split = g.split
WHERE
  g.n <> coalesce(held.n, 0)
  OR (g.selectivity IS NOT NULL AND g.clusters <> held.clusters)
  OR (g.selectivity IS NOT NULL AND g."method" <> 'network' AND (abs(own.selectivity - g.selectivity - g.difference) <= 1e-9) IS NOT TRUE)
ORDER BY ALL;
