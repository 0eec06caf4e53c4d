-- Features of the kept clusters of one algorithm.
SELECT feature_id, cluster FROM cluster WHERE algorithm = $algorithm AND kept ORDER BY cluster, feature_id
