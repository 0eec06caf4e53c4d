-- Mean damage of sets by arm, size, dose and scaling, with 95 % intervals over sets and prompts.
SELECT mode, scaling, factor, arm, size, outcome, sets, prompts, damage, low, high, sd
FROM steering_summary
WHERE arm NOT IN ('single', 'carriers', 'carriers-direction', 'pool', 'global-maximum', 'smallest-attribution', 'anomalous-group') AND scope = 'all' AND mode = $mode
ORDER BY mode, scaling, factor, arm, size, outcome
