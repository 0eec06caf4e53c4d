-- The half of each prompt, where there are halves.
SELECT prompt_id, half FROM held_out_prompt WHERE split = 'strata' ORDER BY prompt_id
