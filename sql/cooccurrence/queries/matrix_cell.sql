-- The matrix of prompts and selected features, without the zeros.
SELECT prompt_id, feature_id, value
FROM prompt_feature_value
ORDER BY prompt_id, feature_id
