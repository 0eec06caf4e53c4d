-- The rows of the matrix of prompts and selected features.
SELECT prompt_id
FROM prompt
ORDER BY prompt_id
