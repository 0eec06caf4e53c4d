-- Damage of single features beside their size: largest attribution on the task (logits) and, where a corpus was given, largest activation.
with metric as (
  select
    feature_id,
    max(value) filter (where metric = 'max_activation') as max_attribution,
    max(value) filter (where metric = 'gen_max_activation') as gen_max_activation
  from feature_metric
  group by feature_id
)
select
  steering.mode,
  steering.factor,
  steering_set.cluster,
  steering_set.feature_ids[1]::integer as feature_id,
  any_value(metric.max_attribution) as max_attribution,
  any_value(metric.gen_max_activation) as gen_max_activation,
  avg(steering.answer_prob) as answer_prob,
  avg(prompt.answer_prob - steering.answer_prob) as damage_prob,
  avg(prompt.logit_diff - steering.logit_diff) as damage_logit
from steering
join steering_set on steering_set.set_id = steering.set_id and steering_set.arm = 'single'
join prompt on prompt.prompt_id = steering.prompt_id
left join metric on metric.feature_id = steering_set.feature_ids[1]
where steering.scaling = 'none' and steering.mode = $mode
group by steering.mode, steering.factor, steering_set.cluster, steering_set.feature_ids[1]
order by steering.mode, steering.factor, feature_id
