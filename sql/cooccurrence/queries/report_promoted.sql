-- Tokens that each selected feature's direction raises and lowers most.
SELECT feature_id, direction, rank, token, weight
FROM promoted_token
ORDER BY feature_id, direction, rank
