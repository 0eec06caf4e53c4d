-- The steered sets.
SELECT set_id, arm, cluster, size, feature_ids, norm FROM steering_set ORDER BY set_id
