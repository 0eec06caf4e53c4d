-- How many edges of the stored network survive each null (q ≤ 0.05 over all pairs), inside kept clusters and elsewhere; and all decisive nulls at once.
WITH place AS (
  SELECT
    edge.feature_a,
    edge.feature_b,
    coalesce(a.kept AND b.kept AND a.cluster = b.cluster, FALSE) AS inside
  FROM edge
  LEFT JOIN cluster a ON a.feature_id = edge.feature_a AND a.algorithm = $algorithm
  LEFT JOIN cluster b ON b.feature_id = edge.feature_b AND b.algorithm = $algorithm
),
each AS (
  SELECT edge_survival."null", place.inside, edge_survival.q <= 0.05 AS survives
  FROM edge_survival
  JOIN place ON place.feature_a = edge_survival.feature_a AND place.feature_b = edge_survival.feature_b
  UNION ALL
  SELECT 'all decisive nulls' AS "null", place.inside, edge_evidence.survives_decisive
  FROM edge_evidence
  JOIN place ON place.feature_a = edge_evidence.feature_a AND place.feature_b = edge_evidence.feature_b
  WHERE edge_evidence.survives_decisive IS NOT NULL
)
SELECT
  "null",
  count(*)::INTEGER AS edges,
  count(*) FILTER (WHERE survives)::INTEGER AS surviving,
  count(*) FILTER (WHERE inside)::INTEGER AS edges_inside,
  count(*) FILTER (WHERE inside AND survives)::INTEGER AS surviving_inside
FROM each
GROUP BY "null"
ORDER BY "null" = 'all decisive nulls', "null"
