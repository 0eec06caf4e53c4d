-- The groupings of the network's features side by side: the network's own first, then dealt units; then references of raw coordinates.
SELECT
  "method", clusters, n, n_units, selectivity, low, high, nmi_class, replicates, null_mean, null_sd, p, difference, difference_low,
  difference_high, reason
FROM "grouping"
ORDER BY list_position(['network', 'attribution-class', 'activation-class', 'activation-correlation', 'decoder-cosine', 'permuted', 'mean-differences', 'components', 'neurons'], "method")
