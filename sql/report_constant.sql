-- Selected features whose active code hardly moves over prompts, or that live at the first position: signs of template features.
with active as (
  select
    attribution.feature_id,
    count(*)::double as n,
    avg((attribution.position = 0)::integer) as share_first,
    sum(abs(attribution.attribution)) filter (where attribution.position = 0) / sum(abs(attribution.attribution)) as share_first_attribution,
    stddev_pop(attribution.activation) / avg(attribution.activation) as activation_cv
  from attribution
  join feature on feature.feature_id = attribution.feature_id and feature.selected
  group by attribution.feature_id
)
select active.feature_id, cluster.cluster, coalesce(cluster.kept, false) as kept, coalesce(share_first_attribution, 0) as share_first, activation_cv
from active
left join cluster on cluster.feature_id = active.feature_id and cluster.algorithm = $algorithm
order by share_first desc, activation_cv, active.feature_id
