-- Features of the clusters that the first half of every further split finds.
SELECT split, feature_id, cluster
FROM held_out_cluster
WHERE split <> 'strata' AND cluster IS NOT NULL
ORDER BY split, feature_id
