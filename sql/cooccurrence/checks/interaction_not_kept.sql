-- Pairs are of features of kept clusters, in the clusters they are said to be in.
SELECT interaction.*
FROM interaction
WHERE NOT EXISTS (
    FROM cluster WHERE kept AND feature_id = interaction.feature_a AND cluster = interaction.cluster_a
  )
  OR NOT EXISTS (
    FROM cluster WHERE kept AND feature_id = interaction.feature_b AND cluster = interaction.cluster_b
  )
ORDER BY ALL
LIMIT 100;
