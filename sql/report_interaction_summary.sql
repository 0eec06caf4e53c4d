-- Means of the interaction index over groups of pairs, with intervals over features and prompts.
select measure, scope, pairs, estimate, low, high, p, p_greater, permutations, bound, p_equivalence, equivalent, first_half, second_half, p_first_half, p_second_half, note
from interaction_summary
order by measure, scope
