-- One row per selected feature: its cluster under the study's algorithm, its component and prevalence.
select
  feature.feature_id,
  feature.prevalence,
  cluster.cluster,
  cluster.size,
  coalesce(cluster.kept, false) as kept,
  component.component,
  component.size as component_size
from feature
left join cluster on cluster.feature_id = feature.feature_id and cluster.algorithm = $algorithm
left join component on component.feature_id = feature.feature_id
where feature.selected
order by feature.feature_id
