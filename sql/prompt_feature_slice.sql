-- The complete matrix of prompts and selected features, row-major, from prompt $first to prompt $last.
SELECT prompt_id, feature_id, value
FROM prompt_feature
WHERE prompt_id BETWEEN $first AND $last
ORDER BY prompt_id, feature_id
