-- Of each feature's edges, the share that survives every decisive null.
with each_end as (
  select feature_a as feature_id, survives_decisive from edge_evidence
  union all
  select feature_b as feature_id, survives_decisive from edge_evidence
)
select
  feature_id,
  'edges surviving nulls' as measure,
  'evidence' as kind,
  avg(survives_decisive::integer) as value
from each_end
where survives_decisive is not null
group by feature_id
order by feature_id
