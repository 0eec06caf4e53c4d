-- What a partial correlation may hold fixed, in the order of prompts.
SELECT answer, foil
FROM prompt
ORDER BY prompt_id
