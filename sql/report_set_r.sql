-- Sets of two or more: damage beside the mean correlation of their pairs.
with pair as (
  select steering_set.set_id, avg(correlation.r) as mean_r, avg(abs(correlation.r)) as mean_abs_r
  from steering_set
  join correlation
    on list_contains(steering_set.feature_ids, correlation.feature_a)
    and list_contains(steering_set.feature_ids, correlation.feature_b)
  where steering_set.arm in ('within', 'between')
  group by steering_set.set_id
)
select
  steering.mode,
  steering.scaling,
  steering.factor,
  steering_set.set_id,
  steering_set.arm,
  steering_set.size,
  any_value(pair.mean_r) as mean_r,
  any_value(pair.mean_abs_r) as mean_abs_r,
  avg(prompt.logit_diff - steering.logit_diff) as damage_logit
from steering
join steering_set on steering_set.set_id = steering.set_id
join pair on pair.set_id = steering_set.set_id
join prompt on prompt.prompt_id = steering.prompt_id
where steering_set.size >= 2 and steering.mode = $mode
group by steering.mode, steering.scaling, steering.factor, steering_set.set_id, steering_set.arm, steering_set.size
order by steering.mode, steering.scaling, steering.factor, steering_set.set_id
