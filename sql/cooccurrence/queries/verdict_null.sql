-- Every statistic beside its nulls, at the density that decides, with the interval that other prompts leave it.
SELECT
  null_statistic."null",
  null_statistic.statistic,
  null_statistic.observed,
  null_statistic.median,
  null_statistic.p,
  null_statistic.defined,
  statistic_interval.low,
  statistic_interval.high,
  null_statistic.note
FROM null_statistic
LEFT JOIN statistic_interval
  ON statistic_interval.statistic = null_statistic.statistic AND statistic_interval.density = null_statistic.density
WHERE null_statistic.decides
ORDER BY null_statistic."null", null_statistic.statistic
