-- Every statistic beside its nulls.
SELECT "null", statistic, observed, mean, median, low, high, p
FROM null_statistic
ORDER BY "null", statistic
