-- How many edges of the stored network survive each null (q ≤ 0.05 over all pairs), inside kept clusters and elsewhere; and all decisive nulls at once.
with place as (
  select
    edge.feature_a,
    edge.feature_b,
    coalesce(a.kept and b.kept and a.cluster = b.cluster, false) as inside
  from edge
  left join cluster a on a.feature_id = edge.feature_a and a.algorithm = $algorithm
  left join cluster b on b.feature_id = edge.feature_b and b.algorithm = $algorithm
),
each as (
  select edge_survival."null", place.inside, edge_survival.q <= 0.05 as survives
  from edge_survival
  join place on place.feature_a = edge_survival.feature_a and place.feature_b = edge_survival.feature_b
  union all
  select 'all decisive nulls' as "null", place.inside, edge_evidence.survives_decisive
  from edge_evidence
  join place on place.feature_a = edge_evidence.feature_a and place.feature_b = edge_evidence.feature_b
  where edge_evidence.survives_decisive is not null
)
select
  "null",
  count(*)::integer as edges,
  count(*) filter (where survives)::integer as surviving,
  count(*) filter (where inside)::integer as edges_inside,
  count(*) filter (where inside and survives)::integer as surviving_inside
from each
group by "null"
order by "null" = 'all decisive nulls', "null"
