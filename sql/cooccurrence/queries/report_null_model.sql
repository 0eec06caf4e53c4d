-- The nulls of this study, what they keep, and how many statistics of the whole network and of held-out prompts exceed 97.5 % of their replicates, each at the density that decides; and how alike the rows are that it draws.
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
  count(*) FILTER (WHERE null_statistic.p <= 0.025 AND null_statistic.statistic LIKE 'held_out:%')::INTEGER AS beyond_held_out,
  (
    SELECT string_agg(null_balance.trait, ', ' ORDER BY null_balance.trait)
    FROM null_balance
    WHERE null_balance."null" = null_model."null" AND null_balance.unbalanced
  ) AS unbalanced
FROM null_model
LEFT JOIN null_statistic ON null_statistic."null" = null_model."null" AND null_statistic.decides
GROUP BY ALL
ORDER BY null_model.decisive DESC, null_model."null"
