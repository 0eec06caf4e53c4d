-- The nulls of this study, what they keep, and how many statistics of the whole network and of held-out prompts exceed 97.5 % of their replicates.
SELECT
  null_model."null",
  null_model.family,
  null_model.keeps,
  null_model.decisive,
  null_model.replicates,
  null_model.movable_prompts,
  null_model.reason,
  count(null_statistic.p) FILTER (WHERE null_statistic.statistic NOT LIKE 'held_out:%')::INTEGER AS asked,
  count(*) FILTER (WHERE null_statistic.p <= 0.025 AND null_statistic.statistic NOT LIKE 'held_out:%')::INTEGER AS beyond,
  count(null_statistic.p) FILTER (WHERE null_statistic.statistic LIKE 'held_out:%')::INTEGER AS asked_held_out,
  count(*) FILTER (WHERE null_statistic.p <= 0.025 AND null_statistic.statistic LIKE 'held_out:%')::INTEGER AS beyond_held_out
FROM null_model
LEFT JOIN null_statistic ON null_statistic."null" = null_model."null"
GROUP BY ALL
ORDER BY null_model.decisive DESC, null_model."null"
