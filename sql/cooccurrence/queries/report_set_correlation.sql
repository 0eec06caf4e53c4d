-- Damage of sets against the mean |r| of their pairs, by dose and size: slope, rank correlation, and its p with features permuted.
SELECT mode, scaling, outcome, size, factor, sets, slope, low, high, spearman, p, p_greater, permutations
FROM steering_correlation
WHERE mode = $mode
ORDER BY mode, scaling, outcome, size, factor
