-- Edges with their q over all pairs, the share of repeats on subsampled prompts that have the edge, and the nulls each survives.
SELECT
  edge.feature_a,
  edge.feature_b,
  edge.r,
  correlation.q,
  edge_stability.present,
  edge_evidence.survives,
  edge_evidence.survives_decisive
FROM edge
LEFT JOIN correlation ON correlation.feature_a = edge.feature_a AND correlation.feature_b = edge.feature_b
LEFT JOIN edge_stability
  ON edge_stability.feature_a = edge.feature_a AND edge_stability.feature_b = edge.feature_b
  AND edge_stability.algorithm = $algorithm AND edge_stability.source = 'subsample'
LEFT JOIN edge_evidence ON edge_evidence.feature_a = edge.feature_a AND edge_evidence.feature_b = edge.feature_b
ORDER BY edge.feature_a, edge.feature_b
