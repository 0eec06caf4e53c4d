-- One row for each group and stratum, of which the row of the group has none: a key cannot hold it.
SELECT "method", split, cluster, stratum, count(*)::INTEGER AS n
FROM cluster_effect
GROUP BY "method", split, cluster, stratum
HAVING count(*) > 1
ORDER BY ALL;
