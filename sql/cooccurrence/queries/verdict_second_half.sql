-- Prompts that are asked whether a first half's finding is there.
SELECT split, prompt_id
FROM held_out_prompt
WHERE half = 'second'
ORDER BY split, prompt_id
