-- Which pairs of clusters differ in a metric, under the study's algorithm.
select metric, test, cluster_a, cluster_b, difference, statistic, p_adjusted, adjustment, circular
from post_hoc
where algorithm = $algorithm
order by circular, metric, test desc, cluster_a, cluster_b
