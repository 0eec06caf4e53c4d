-- Every measure of every selected feature: centralities (weighted ones named so), metrics, how undecided repeats leave it under the study's
-- algorithm, and of its edges the share that survives every decisive null.
WITH each_end AS (
  SELECT feature_a AS feature_id, survives_decisive FROM edge_evidence
  UNION ALL
  SELECT feature_b AS feature_id, survives_decisive FROM edge_evidence
),
measured AS (
  SELECT feature_id, measure || CASE WHEN weighted THEN ' (weighted)' ELSE '' END AS measure, 'centrality' AS kind, value
  FROM centrality
  UNION ALL
  SELECT feature_id, metric AS measure, 'metric' AS kind, value
  FROM feature_metric
  UNION ALL
  SELECT feature_id, 'ambiguity, ' || source || 's' AS measure, 'stability' AS kind, ambiguity AS value
  FROM feature_stability
  WHERE algorithm = $algorithm
  UNION ALL
  SELECT feature_id, 'edges surviving nulls' AS measure, 'evidence' AS kind, avg(survives_decisive::INTEGER) AS value
  FROM each_end
  WHERE survives_decisive IS NOT NULL
  GROUP BY feature_id
)
SELECT feature_id, measure, kind, value
FROM measured
ORDER BY kind = 'evidence', kind, measure, feature_id
