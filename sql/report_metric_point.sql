-- The metrics of the analysis of variance, for the features of the kept clusters (unweighted centralities).
with kept as (select feature_id, cluster from cluster where algorithm = $algorithm and kept),
value as (
  select feature_id, measure as metric, value from centrality where not weighted
  union all
  select feature_id, metric, value from feature_metric
)
select value.metric, kept.cluster, kept.feature_id, value.value
from value
join kept on kept.feature_id = value.feature_id
where value.value is not null
  and value.metric in (select metric from anova where algorithm = $algorithm)
order by value.metric, kept.cluster, kept.feature_id
