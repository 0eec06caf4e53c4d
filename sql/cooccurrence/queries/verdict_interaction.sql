-- What pairs do beyond their members, over what their control pairs do: within clusters, and within less between.
SELECT scope, estimate, low, high, p_greater, bound, equivalent, p_first_half, p_second_half
FROM interaction_summary
WHERE measure = 'magnitude_excess'
ORDER BY scope
