-- Sizes of the kept clusters of one clustering, the largest first.
SELECT DISTINCT cluster, size
FROM cluster
WHERE kept AND algorithm = $algorithm
ORDER BY cluster
