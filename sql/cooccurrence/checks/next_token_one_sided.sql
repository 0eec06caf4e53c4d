-- Every token shown of a feature stands on both sides of its push, which has one prompt and one factor.
SELECT feature_id, token_id::VARCHAR AS what
FROM feature_next_token
GROUP BY feature_id, token_id
HAVING count(*) <> 2 OR count(DISTINCT side) <> 2
UNION ALL
SELECT feature_id, 'prompts'
FROM feature_next_token
GROUP BY feature_id
HAVING count(DISTINCT prompt_id) <> 1 OR count(DISTINCT factor) <> 1
ORDER BY ALL;
