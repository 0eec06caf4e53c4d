-- Prompts are numbered 0, 1, … without gaps.
SELECT count(*)::INTEGER AS prompts, max(prompt_id) AS last
FROM prompt
HAVING count(*) > 0 AND max(prompt_id) <> count(*) - 1;
