-- The unit of each selected feature; none where they are too many to compare.
SELECT feature_id, unit FROM unit ORDER BY feature_id
