-- Damage of what the study steered besides its sets: further experiments and the pool of pairs, with 95 % intervals over sets and prompts.
select mode, arm, size, factor, scaling, outcome, sets, prompts, damage, low, high
from steering_summary
where arm in ('pool', 'global-maximum', 'smallest-attribution', 'anomalous-group')
  and scope = 'all' and outcome in ('logit_diff', 'answer_prob')
order by arm, mode, outcome desc, size, scaling, factor
