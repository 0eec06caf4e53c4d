-- The nulls of this study, what they keep, and how many statistics of the whole network and of held-out prompts exceed 97.5 % of their replicates.
select
  null_model."null",
  null_model.family,
  null_model.keeps,
  null_model.decisive,
  null_model.replicates,
  null_model.movable_prompts,
  null_model.reason,
  count(null_statistic.p) filter (where null_statistic.statistic not like 'held_out:%')::integer as asked,
  count(*) filter (where null_statistic.p <= 0.025 and null_statistic.statistic not like 'held_out:%')::integer as beyond,
  count(null_statistic.p) filter (where null_statistic.statistic like 'held_out:%')::integer as asked_held_out,
  count(*) filter (where null_statistic.p <= 0.025 and null_statistic.statistic like 'held_out:%')::integer as beyond_held_out
from null_model
left join null_statistic on null_statistic."null" = null_model."null"
group by all
order by null_model.decisive desc, null_model."null"
