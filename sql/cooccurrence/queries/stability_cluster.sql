-- Cluster of each feature under every algorithm.
SELECT algorithm, feature_id, cluster
FROM cluster
ORDER BY algorithm, feature_id
