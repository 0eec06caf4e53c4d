-- How many prompts there are, and how many the model answers right.
SELECT count(*)::INTEGER AS prompts, (count(*) FILTER (answer_rank = 0))::INTEGER AS right_prompts FROM prompt
