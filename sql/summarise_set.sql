-- The steered sets.
SELECT set_id, arm, cluster, size, feature_ids FROM steering_set ORDER BY set_id
