-- Cluster of each feature under one algorithm.
SELECT feature_id, cluster
FROM cluster
WHERE algorithm = $algorithm
ORDER BY feature_id
