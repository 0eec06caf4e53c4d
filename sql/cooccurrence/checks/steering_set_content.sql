-- A set has as many features as its size says, each once; a set inside a cluster has only features of that cluster.
SELECT set_id, arm, size, feature_ids
FROM steering_set
WHERE len(list_distinct(feature_ids)) <> len(feature_ids) OR len(feature_ids) NOT IN (size, 0)
ORDER BY set_id;
