-- The stratum of every prompt.
SELECT prompt_id, stratum
FROM prompt
ORDER BY prompt_id
