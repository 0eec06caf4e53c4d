-- What decides the halves of the prompts, and what a partial correlation may hold fixed, in the order of prompts.
SELECT answer, foil, stratum, template
FROM prompt
ORDER BY prompt_id
