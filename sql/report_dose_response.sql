-- Each feature steered alone, over all doses: damage per unit of dose, and how much of its damage lies on that line.
select dose_response.feature_id, cluster.cluster, dose_response.outcome, dose_response.factors, dose_response.damage_per_factor, dose_response.linearity
from dose_response
join cluster on cluster.feature_id = dose_response.feature_id and cluster.algorithm = $algorithm
order by dose_response.outcome, cluster.cluster, dose_response.feature_id
