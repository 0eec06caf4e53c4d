-- Cluster 1 is the largest; ties are by smallest feature_id.
WITH clusters AS (
  SELECT algorithm, cluster, min(size) AS size, min(feature_id) AS first_feature
  FROM cluster
  GROUP BY algorithm, cluster
), ranked AS (
  SELECT *, row_number() OVER (PARTITION BY algorithm ORDER BY size DESC, first_feature)::INTEGER AS due
  FROM clusters
)
SELECT algorithm, cluster, due, size, first_feature
FROM ranked
WHERE cluster <> due
ORDER BY ALL;
