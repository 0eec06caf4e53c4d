-- Which pairs of clusters differ in a metric, under the study's algorithm.
SELECT metric, test, cluster_a, cluster_b, n, n_units, difference, statistic, p_adjusted, adjustment, circular
FROM post_hoc
WHERE algorithm = $algorithm
ORDER BY circular, metric, test DESC, cluster_a, cluster_b
