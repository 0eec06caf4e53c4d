-- Direct effects are of features of kept clusters, in the clusters they are said to be in.
SELECT direct_effect.*
FROM direct_effect
WHERE NOT EXISTS (
    FROM cluster WHERE kept AND feature_id = direct_effect.feature_id AND cluster = direct_effect.cluster
  )
ORDER BY ALL
LIMIT 100;
