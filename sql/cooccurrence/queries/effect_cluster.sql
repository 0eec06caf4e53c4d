-- Features of the clusters that the first half of the prompts finds alone, by the split within strata.
SELECT feature_id, cluster
FROM held_out_cluster
WHERE split = 'strata' AND cluster IS NOT NULL
ORDER BY feature_id
