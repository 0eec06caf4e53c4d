-- The matrix of prompts and selected features, without the zeros, in no order: each cell names its place.
SELECT prompt_id, feature_id, value
FROM prompt_feature_value
