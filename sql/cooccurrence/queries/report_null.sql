-- Observed statistics beside their distribution under each null.
SELECT "null", statistic, observed, mean, sd, low, high, z, p, replicates, note
FROM null_statistic
ORDER BY "null", statistic
