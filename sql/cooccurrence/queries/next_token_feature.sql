-- The features steered alone: those of the kept clusters and those that carry the answer.
SELECT DISTINCT feature_ids[1]::INTEGER AS feature_id
FROM steering_set
WHERE arm IN ('single', 'carriers')
ORDER BY feature_id
