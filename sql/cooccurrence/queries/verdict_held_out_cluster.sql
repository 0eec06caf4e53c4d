-- What first halves find alone.
SELECT split, feature_id, cluster
FROM held_out_cluster
WHERE cluster IS NOT NULL
ORDER BY split, feature_id
