-- Damage of sets within clusters less that of another arm, in units of the sets' standard deviation. Size 0 and factor 0: all together.
select
  mode,
  scaling,
  other,
  outcome,
  size,
  factor,
  sets,
  other_sets,
  estimate,
  sd,
  effect,
  low / sd as effect_low,
  high / sd as effect_high,
  p,
  p_greater,
  permutations,
  bound / sd as effect_bound,
  equivalent,
  first_half,
  second_half
from steering_contrast
where sd > 0 and mode = $mode
order by mode, scaling, other, outcome, size, factor
