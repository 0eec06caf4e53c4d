-- The complete matrix of prompts and selected features, row-major.
SELECT prompt_id, feature_id, value
FROM prompt_feature
ORDER BY prompt_id, feature_id
