-- Correlation of every pair of features of the kept clusters of one algorithm.
WITH kept AS (SELECT feature_id FROM cluster WHERE algorithm = $algorithm AND kept)
SELECT feature_a, feature_b, r
FROM correlation
WHERE feature_a IN (SELECT feature_id FROM kept) AND feature_b IN (SELECT feature_id FROM kept)
ORDER BY feature_a, feature_b
