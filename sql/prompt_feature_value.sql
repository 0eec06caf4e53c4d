-- The cells of the matrix of prompts and selected features that are not 0, in no order: each has its place in the matrix.
SELECT prompt_id, feature_id, value
FROM prompt_feature_value
