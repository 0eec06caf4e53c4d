-- Mean damage of sets by arm, size, dose and scaling, with 95 % intervals over sets and prompts.
select mode, scaling, factor, arm, size, outcome, sets, prompts, damage, low, high, sd
from steering_summary
where arm not in ('single', 'pool', 'global-maximum', 'smallest-attribution', 'anomalous-group') and scope = 'all' and mode = $mode
order by mode, scaling, factor, arm, size, outcome
