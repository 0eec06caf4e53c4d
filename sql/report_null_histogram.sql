-- Replicates of every statistic under each null in bins, beside the observed value and its p.
select
  null_histogram."null",
  null_histogram.statistic,
  null_histogram.low,
  null_histogram.high,
  null_histogram.replicates,
  null_statistic.observed,
  null_statistic.p
from null_histogram
join null_statistic on null_statistic."null" = null_histogram."null" and null_statistic.statistic = null_histogram.statistic
order by null_histogram.statistic, null_histogram."null", null_histogram.low
