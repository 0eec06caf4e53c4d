-- Every outcome belongs to a stored set and to a prompt.
SELECT set_id, prompt_id
FROM steering
WHERE set_id NOT IN (SELECT set_id FROM steering_set) OR prompt_id NOT IN (SELECT prompt_id FROM prompt)
ORDER BY ALL
LIMIT 100;
