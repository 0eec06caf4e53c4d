-- How a centrality holds when prompts are left out: mean correlation with itself, share of replicates at 0.7 or more, and the CS coefficient.
SELECT case_drop.measure, case_drop.weighted, case_drop.dropped, case_drop.replicates, case_drop.mean_r, case_drop.held, case_drop.held_low,
  case_drop.held_high, centrality_stability.cs
FROM case_drop
LEFT JOIN centrality_stability
  ON centrality_stability.measure = case_drop.measure AND centrality_stability.weighted = case_drop.weighted
ORDER BY case_drop.weighted, case_drop.measure, case_drop.dropped
