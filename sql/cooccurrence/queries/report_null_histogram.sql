-- Replicates of every statistic under each null in bins, at the density that decides, beside the observed value and its p.
SELECT
  null_histogram."null",
  null_histogram.statistic,
  null_histogram.low,
  null_histogram.high,
  null_histogram.replicates,
  null_statistic.observed,
  null_statistic.p
FROM null_histogram
JOIN null_statistic
  ON null_statistic."null" = null_histogram."null"
  AND null_statistic.statistic = null_histogram.statistic
  AND null_statistic.density = null_histogram.density
WHERE null_statistic.decides
ORDER BY null_histogram.statistic, null_histogram."null", null_histogram.low
