-- What the first half of the prompts found, asked of the second half, beside the same question under each null, at the density that decides.
SELECT
  split_part(statistic, ':', 2) AS split,
  substr(statistic, length('held_out:') + length(split_part(statistic, ':', 2)) + 2) AS statistic,
  "null",
  observed,
  mean,
  low,
  high,
  z,
  p,
  replicates,
  note
FROM null_statistic
WHERE decides AND statistic LIKE 'held_out:%'
ORDER BY split, statistic, "null"
