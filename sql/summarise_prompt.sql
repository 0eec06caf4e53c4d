-- What decides the halves of the prompts, in the order of prompts.
SELECT stratum FROM prompt ORDER BY prompt_id
