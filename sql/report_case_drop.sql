-- How a centrality holds when prompts are left out: mean correlation with itself, share of replicates at 0.7 or more, and the CS coefficient.
select case_drop.measure, case_drop.weighted, case_drop.dropped, case_drop.replicates, case_drop.mean_r, case_drop.held, centrality_stability.cs
from case_drop
left join centrality_stability
  on centrality_stability.measure = case_drop.measure and centrality_stability.weighted = case_drop.weighted
order by case_drop.weighted, case_drop.measure, case_drop.dropped
