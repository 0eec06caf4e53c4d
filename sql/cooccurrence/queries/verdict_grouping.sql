-- How selective each grouping of the network's features is on held-out prompts, beside deals of units, and how much more the network is.
SELECT "method", clusters, n, n_units, selectivity, low, high, replicates, null_mean, null_sd, p, difference, difference_low, difference_high, reason
FROM "grouping"
WHERE split = 'strata'
ORDER BY list_position(['network', 'attribution-class', 'activation-class', 'activation-correlation', 'decoder-cosine', 'permuted', 'mean-differences', 'components', 'neurons'], "method")
