-- Damage of sets against the mean |r| of their pairs, by dose and size: slope, rank correlation, and its p with features permuted.
select mode, scaling, outcome, size, factor, sets, slope, low, high, spearman, p, p_greater, permutations
from steering_correlation
where mode = $mode
order by mode, scaling, outcome, size, factor
