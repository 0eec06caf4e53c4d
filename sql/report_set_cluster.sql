-- Damage of sets inside one cluster, by cluster, size and dose, with 95 % intervals over sets and prompts.
select mode, scaling, factor, cluster, size, outcome, sets, prompts, damage, low, high
from steering_summary
where arm = 'within' and cluster is not null and mode = $mode
order by mode, scaling, factor, cluster, size, outcome
