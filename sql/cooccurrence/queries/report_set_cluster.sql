-- Damage of sets inside one cluster, by cluster, size and dose, with 95 % intervals over sets and prompts.
SELECT mode, scaling, factor, cluster, size, outcome, sets, prompts, damage, low, high
FROM steering_summary
WHERE arm = 'within' AND cluster IS NOT NULL AND mode = $mode
ORDER BY mode, scaling, factor, cluster, size, outcome
