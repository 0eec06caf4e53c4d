-- Means of the interaction index over groups of pairs, with intervals over features and prompts.
SELECT measure, scope, pairs, estimate, low, high, p, p_greater, permutations, bound, p_equivalence, equivalent, first_half, second_half, p_first_half, p_second_half, held_out, p_held_out, bound_share, note
FROM interaction_summary
ORDER BY measure, scope
