-- How far steering pushes the residual stream: size of the change relative to the residual, its angle to it, codes driven below zero, and KL from the baseline.
select
  steering.mode,
  steering_set.arm,
  steering.scaling,
  steering.factor,
  count(*)::integer as steered,
  avg(steering.delta_ratio) as delta_ratio,
  quantile_cont(steering.delta_ratio, 0.1) as delta_ratio_low,
  quantile_cont(steering.delta_ratio, 0.9) as delta_ratio_high,
  avg(steering.delta_cosine) as delta_cosine,
  avg(steering.below_zero) as below_zero,
  avg(steering.kl) as kl
from steering
join steering_set on steering_set.set_id = steering.set_id
where steering.mode = $mode
  and steering_set.arm not in ('pool', 'global-maximum', 'smallest-attribution', 'anomalous-group')
group by steering.mode, steering_set.arm, steering.scaling, steering.factor
order by steering.mode, steering_set.arm, steering.scaling, steering.factor
