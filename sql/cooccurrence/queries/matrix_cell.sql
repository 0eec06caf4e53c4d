-- The matrix of prompts and selected features, without the zeros.
SELECT prompt_id, feature_id, value
FROM prompt_feature
WHERE value <> 0
ORDER BY prompt_id, feature_id
