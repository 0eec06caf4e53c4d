-- Observed statistics beside their distribution under each null, at the study's threshold and with as many edges.
SELECT "null", statistic, density, decides, observed, mean, sd, low, high, z, p, replicates, defined, p_exists, note
FROM null_statistic
ORDER BY "null", statistic, density DESC
