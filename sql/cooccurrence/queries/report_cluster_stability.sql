-- How well each cluster is found again.
SELECT algorithm, source, cluster, jaccard, recovered
FROM cluster_stability
ORDER BY algorithm, source, cluster
