-- Whether other dictionaries give the network of the first: every statistic with random matchings beside it, one row per dictionary, likeness and statistic.
SELECT dictionary, "by", statistic, n, n_units, value, random_mean, random_sd, p, reason
FROM replication
ORDER BY dictionary, "by" <> 'cosine', statistic <> 'match', statistic <> 'ari', statistic
