-- The stratum of each prompt: subsamples keep the share of each.
SELECT prompt_id, stratum
FROM prompt
ORDER BY prompt_id
