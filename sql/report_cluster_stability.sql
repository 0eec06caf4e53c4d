-- How well each cluster is found again.
select algorithm, source, cluster, jaccard, recovered
from cluster_stability
order by algorithm, source, cluster
