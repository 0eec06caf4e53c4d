-- Edges with their q over all pairs, and the share of repeats on subsampled prompts that have the edge.
select
  edge.feature_a,
  edge.feature_b,
  edge.r,
  correlation.q,
  edge_stability.present
from edge
left join correlation on correlation.feature_a = edge.feature_a and correlation.feature_b = edge.feature_b
left join edge_stability
  on edge_stability.feature_a = edge.feature_a and edge_stability.feature_b = edge.feature_b
  and edge_stability.algorithm = $algorithm and edge_stability.source = 'subsample'
order by edge.feature_a, edge.feature_b
