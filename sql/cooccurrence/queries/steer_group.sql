-- Groups of features that vary as one.
SELECT feature_ids FROM collinear_group ORDER BY collinear_group
