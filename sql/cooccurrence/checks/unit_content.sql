-- Features of a unit agree on its size and on how alike they are, and it is called by the smallest of them.
SELECT unit, min(size) AS size, count(*)::INTEGER AS members
FROM unit
GROUP BY unit
HAVING
  min(feature_id) <> unit OR count(*) <> min(size) OR min(size) <> max(size)
  OR min(least_cosine) <> max(least_cosine) OR min(least_r) <> max(least_r)
ORDER BY ALL;
