-- Of each feature's edges, the share that survives every decisive null.
WITH each_end AS (
  SELECT feature_a AS feature_id, survives_decisive FROM edge_evidence
  UNION ALL
  SELECT feature_b AS feature_id, survives_decisive FROM edge_evidence
)
SELECT
  feature_id,
  'edges surviving nulls' AS measure,
  'evidence' AS kind,
  avg(survives_decisive::INTEGER) AS value
FROM each_end
WHERE survives_decisive IS NOT NULL
GROUP BY feature_id
ORDER BY feature_id
