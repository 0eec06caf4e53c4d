-- Mean damage of sets by arm, size, dose and scaling. A set's damage is its mean over prompts; the interval is mean ± 1.96 standard errors over sets.
with per_set as (
  select
    steering.mode,
    steering.scaling,
    steering.factor,
    steering_set.arm,
    steering_set.size,
    steering_set.set_id,
    avg(prompt.answer_prob - steering.answer_prob) as damage_prob,
    avg(prompt.logit_diff - steering.logit_diff) as damage_logit,
    avg(steering.top10_entropy - prompt.top10_entropy) as entropy_change
  from steering
  join steering_set on steering_set.set_id = steering.set_id and steering_set.arm <> 'single'
  join prompt on prompt.prompt_id = steering.prompt_id
  where steering.mode = $mode
  group by all
)
select
  mode,
  scaling,
  factor,
  arm,
  size,
  count(*)::integer as sets,
  avg(damage_prob) as damage_prob,
  avg(damage_prob) - 1.96 * stddev_samp(damage_prob) / sqrt(count(*)) as damage_prob_low,
  avg(damage_prob) + 1.96 * stddev_samp(damage_prob) / sqrt(count(*)) as damage_prob_high,
  avg(damage_logit) as damage_logit,
  avg(damage_logit) - 1.96 * stddev_samp(damage_logit) / sqrt(count(*)) as damage_logit_low,
  avg(damage_logit) + 1.96 * stddev_samp(damage_logit) / sqrt(count(*)) as damage_logit_high,
  avg(entropy_change) as entropy_change
from per_set
group by mode, scaling, factor, arm, size
order by mode, scaling, factor, arm, size
