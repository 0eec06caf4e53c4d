-- The half of each prompt in every further split.
SELECT split, prompt_id, half
FROM held_out_prompt
WHERE split <> 'strata'
ORDER BY list_position(['templates'], split) IS NOT NULL, len(split), split, prompt_id
