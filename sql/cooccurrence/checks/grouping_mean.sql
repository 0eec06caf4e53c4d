-- A grouping's selectivity is the mean of its groups', and its difference is what the network has more.
WITH mean AS (
  SELECT "method", split, avg(selectivity) AS selectivity, count(*) AS clusters
  FROM cluster_effect
  WHERE stratum IS NULL
  GROUP BY "method", split
)
SELECT g."method", g.split, g.selectivity, m.selectivity AS expected, g.difference
FROM "grouping" AS g
LEFT JOIN mean AS m USING ("method", split)
LEFT JOIN mean AS own ON own."method" = 'network' AND own.split = g.split
WHERE
  g.selectivity IS NOT NULL
  AND (
    (g."method" <> 'permuted' AND (m.clusters = g.clusters AND abs(g.selectivity - m.selectivity) <= 1e-9) IS NOT TRUE)
    OR (g."method" <> 'network' AND (abs(own.selectivity - g.selectivity - g.difference) <= 1e-9) IS NOT TRUE)
  )
ORDER BY ALL;
