-- Every measure of every selected feature: centralities (weighted ones named so) and metrics.
select feature_id, measure || case when weighted then ' (weighted)' else '' end as measure, 'centrality' as kind, value
from centrality
union all
select feature_id, metric as measure, 'metric' as kind, value
from feature_metric
order by kind, measure, feature_id
