-- The groups of every grouping have the sizes of the network's clusters; a difference of means is one direction.
WITH size AS (
  SELECT "method", split, cluster, count(*)::INTEGER AS n FROM grouping_member WHERE "method" <> 'mean-differences' GROUP BY "method", split, cluster
),
method AS (
  SELECT DISTINCT "method", split FROM size
)
SELECT "method", split, cluster, size.n, network.n AS expected
FROM (
  SELECT method."method", split, own.cluster, own.n
  FROM size AS own JOIN method USING (split)
  WHERE own."method" = 'network'
) AS network
FULL JOIN size USING ("method", split, cluster)
WHERE size.n IS DISTINCT FROM network.n
ORDER BY ALL;
