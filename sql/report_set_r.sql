-- Sets of two or more: damage beside the mean correlation of their pairs. Where sets met different prompts, what these have in common is taken out.
with pair as (
  select steering_set.set_id, avg(correlation.r) as mean_r, avg(abs(correlation.r)) as mean_abs_r
  from steering_set
  join correlation
    on list_contains(steering_set.feature_ids, correlation.feature_a)
    and list_contains(steering_set.feature_ids, correlation.feature_b)
  where steering_set.arm in ('within', 'between')
  group by steering_set.set_id
),

damage as (
  select
    steering.mode,
    steering.scaling,
    steering.factor,
    steering_set.set_id,
    steering_set.arm,
    steering_set.size,
    steering.prompt_id,
    prompt.logit_diff - steering.logit_diff as damage
  from steering
  join steering_set on steering_set.set_id = steering.set_id
  join prompt on prompt.prompt_id = steering.prompt_id
  where steering_set.size >= 2 and steering.mode = $mode and steering_set.set_id in (select set_id from pair)
),

common as (
  select mode, scaling, factor, size, prompt_id, avg(damage) as common
  from damage
  group by mode, scaling, factor, size, prompt_id
),

level as (
  select mode, scaling, factor, size, avg(common) as level
  from common
  group by mode, scaling, factor, size
)

select
  damage.mode,
  damage.scaling,
  damage.factor,
  damage.set_id,
  damage.arm,
  damage.size,
  any_value(pair.mean_r) as mean_r,
  any_value(pair.mean_abs_r) as mean_abs_r,
  any_value(level.level) + avg(damage.damage - common.common) as damage_logit
from damage
join common using (mode, scaling, factor, size, prompt_id)
join level using (mode, scaling, factor, size)
join pair on pair.set_id = damage.set_id
group by damage.mode, damage.scaling, damage.factor, damage.set_id, damage.arm, damage.size
order by damage.mode, damage.scaling, damage.factor, damage.set_id
