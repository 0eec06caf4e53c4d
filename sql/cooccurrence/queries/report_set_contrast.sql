-- Damage of sets within clusters less that of another arm, in units of the sets' standard deviation. Size 0 and factor 0: all together.
SELECT
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
  low / sd AS effect_low,
  high / sd AS effect_high,
  p,
  p_greater,
  permutations,
  bound / sd AS effect_bound,
  equivalent,
  first_half,
  second_half
FROM steering_contrast
WHERE sd > 0 AND mode = $mode
ORDER BY mode, scaling, other, outcome, size, factor
