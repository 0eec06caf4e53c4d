-- Unweighted centrality of the steered features beside their mean steered probability, at each dose.
select
  centrality.measure as predictor,
  steering.factor,
  steering_set.cluster,
  centrality.feature_id,
  any_value(centrality.value) as centrality,
  avg(steering.answer_prob) as answer_prob,
  avg(prompt.logit_diff - steering.logit_diff) as damage_logit
from steering
join steering_set on steering_set.set_id = steering.set_id and steering_set.arm = 'single'
join prompt on prompt.prompt_id = steering.prompt_id
join centrality on centrality.feature_id = steering_set.feature_ids[1] and not centrality.weighted and centrality.value is not null
where centrality.measure in ('betweenness', 'degree', 'closeness', 'eigenvector') and steering.scaling = 'none' and steering.mode = $mode
group by centrality.measure, steering.factor, steering_set.cluster, centrality.feature_id
order by predictor, steering.factor, centrality.feature_id
