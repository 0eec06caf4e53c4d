-- A study larger than nearly every replicate that has the statistic is not below their mean.
SELECT "null", statistic, density, z, p
FROM null_statistic
WHERE p <= 0.05 AND z <= 0
ORDER BY ALL;
