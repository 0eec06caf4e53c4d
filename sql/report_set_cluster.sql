-- Damage of sets inside one cluster, by cluster, size and dose, in logits.
with per_set as (
  select
    steering.mode,
    steering.scaling,
    steering.factor,
    steering_set.cluster,
    steering_set.size,
    steering_set.set_id,
    avg(prompt.answer_prob - steering.answer_prob) as damage_prob,
    avg(prompt.logit_diff - steering.logit_diff) as damage_logit
  from steering
  join steering_set on steering_set.set_id = steering.set_id and steering_set.arm = 'within'
  join prompt on prompt.prompt_id = steering.prompt_id
  where steering.mode = $mode
  group by all
)
select mode, scaling, factor, cluster, size, count(*)::integer as sets, avg(damage_prob) as damage_prob, avg(damage_logit) as damage_logit
from per_set
group by mode, scaling, factor, cluster, size
order by mode, scaling, factor, cluster, size
