-- The stored size of a cluster is its number of features, and all of them agree whether it is kept.
SELECT algorithm, cluster, min(size) AS size, count(*)::INTEGER AS members
FROM cluster
GROUP BY algorithm, cluster
HAVING count(*) <> min(size) OR min(size) <> max(size) OR bool_and(kept) <> bool_or(kept)
ORDER BY ALL;
