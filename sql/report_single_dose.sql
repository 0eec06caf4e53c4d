-- Single features: damage over prompts at each dose. Damage is baseline minus steered; positive is harm. Quartiles are over features.
with feature as (
  select
    steering.mode,
    steering.factor,
    steering_set.set_id,
    steering_set.cluster,
    avg(prompt.answer_prob - steering.answer_prob) as damage_prob,
    avg(prompt.logit_diff - steering.logit_diff) as damage_logit,
    avg(steering.top10_entropy - prompt.top10_entropy) as entropy_change
  from steering
  join steering_set on steering_set.set_id = steering.set_id and steering_set.arm = 'single'
  join prompt on prompt.prompt_id = steering.prompt_id
  where steering.scaling = 'none' and steering.mode = $mode
  group by steering.mode, steering.factor, steering_set.set_id, steering_set.cluster
)
select
  mode,
  cluster,
  factor,
  count(*)::integer as features,
  avg(damage_prob) as damage_prob,
  quantile_cont(damage_prob, 0.25) as damage_prob_low,
  quantile_cont(damage_prob, 0.75) as damage_prob_high,
  avg(damage_logit) as damage_logit,
  quantile_cont(damage_logit, 0.25) as damage_logit_low,
  quantile_cont(damage_logit, 0.75) as damage_logit_high,
  avg(entropy_change) as entropy_change
from feature
group by mode, cluster, factor
order by mode, cluster, factor
