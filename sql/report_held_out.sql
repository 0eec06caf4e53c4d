-- What the first half of the prompts found, asked of the second half, beside the same question under each null.
select
  split_part(statistic, ':', 2) as split,
  substr(statistic, length('held_out:') + length(split_part(statistic, ':', 2)) + 2) as statistic,
  "null",
  observed,
  mean,
  low,
  high,
  z,
  p,
  replicates,
  note
from null_statistic
where statistic like 'held_out:%'
order by split, statistic, "null"
