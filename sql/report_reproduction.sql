-- This run's value of each figure that the study published; names as in reports/published.ts.
with kept as (select feature_id, cluster from cluster where algorithm = $algorithm and kept)
select 'features' as figure, count(*)::double as value from feature where selected
union all
select 'giant component', max(size)::double from component
union all
select 'rank-0 share', avg((answer_rank = 0)::integer) from prompt
union all
select 'mean probability', avg(answer_prob) from prompt
union all
select 'kept clusters', count(distinct cluster)::double from kept
union all
select 'kept features', count(*)::double from kept
union all
select 'anova F ' || metric, f from anova where algorithm = $algorithm and test = 'anova'
union all
select 'anova p ' || metric, p_adjusted from anova where algorithm = $algorithm and test = 'anova'
union all
select 'R2 ' || predictor || ' ' || factor::varchar, r_squared
from regression
where outcome = 'answer_prob' and not weighted and predictor in ('betweenness', 'degree')
union all
select 'p ' || predictor || ' ' || factor::varchar, p_adjusted
from regression
where outcome = 'answer_prob' and not weighted and predictor in ('betweenness', 'degree')
union all
select measure || ' of ' || feature_id::varchar, value
from centrality
where not weighted and measure in ('degree', 'closeness') and feature_id in (14968, 22789, 3259, 21858, 2360)
order by figure
