-- The network recomputed with one ingredient changed, one row per variant.
select
  variant,
  max(value) filter (where statistic = 'edges') as edges,
  max(value) filter (where statistic = 'mean_abs_r') as mean_abs_r,
  max(value) filter (where statistic = 'giant') as giant,
  max(value) filter (where statistic = 'clusters') as clusters,
  max(value) filter (where statistic = 'features_in_clusters') as features_in_clusters,
  max(value) filter (where statistic = 'modularity') as modularity,
  max(value) filter (where statistic = 'separation') as separation,
  max(reason) as reason
from recomputed
group by variant
order by variant <> 'as-studied', variant like 'without:%', variant
