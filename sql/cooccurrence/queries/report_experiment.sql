-- Damage of what the study steered besides its sets: further experiments and the pool of pairs, with 95 % intervals over sets and prompts.
SELECT mode, arm, size, factor, scaling, outcome, sets, prompts, damage, low, high
FROM steering_summary
WHERE arm IN ('pool', 'global-maximum', 'smallest-attribution', 'anomalous-group')
  AND scope = 'all' AND outcome IN ('logit_diff', 'answer_prob')
ORDER BY arm, mode, outcome DESC, size, scaling, factor
