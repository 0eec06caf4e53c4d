-- What the study's further experiments take as doses: the largest code of each selected feature over the generic text, with or without BOS,
-- and the largest size of its attribution.
SELECT feature_id, metric, value
FROM feature_metric
WHERE metric IN ('gen_max_activation', 'gen_max_activation_non_bos', 'max_abs_activation')
ORDER BY metric, feature_id
