-- Edges with their q over all pairs, the share of repeats on subsampled prompts that have the edge, and the nulls each survives.
select
  edge.feature_a,
  edge.feature_b,
  edge.r,
  correlation.q,
  edge_stability.present,
  edge_evidence.survives,
  edge_evidence.survives_decisive
from edge
left join correlation on correlation.feature_a = edge.feature_a and correlation.feature_b = edge.feature_b
left join edge_stability
  on edge_stability.feature_a = edge.feature_a and edge_stability.feature_b = edge.feature_b
  and edge_stability.algorithm = $algorithm and edge_stability.source = 'subsample'
left join edge_evidence on edge_evidence.feature_a = edge.feature_a and edge_evidence.feature_b = edge.feature_b
order by edge.feature_a, edge.feature_b
