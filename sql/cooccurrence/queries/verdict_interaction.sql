-- What pairs do beyond their members, over what their control pairs do: within clusters, and within less between.
SELECT scope, estimate, low, high, p_greater, bound, equivalent, p_held_out, bound_share
FROM interaction_summary
WHERE measure = 'stratum_excess'
ORDER BY scope
