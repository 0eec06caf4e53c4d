-- The prompts of the task: the rows of every matrix over prompts.
SELECT prompt_id
FROM prompt
ORDER BY prompt_id
