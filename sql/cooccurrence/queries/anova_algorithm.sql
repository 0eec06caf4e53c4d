-- Every clustering that was stored, whether or not it kept a cluster.
SELECT DISTINCT algorithm
FROM cluster
ORDER BY algorithm
