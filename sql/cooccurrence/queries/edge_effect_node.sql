-- Every node of the network that varies, with the mean |value| of its attributions over the prompts.
SELECT s.feature_id, sum(abs(v.value) ORDER BY v.prompt_id) / (SELECT count(*) FROM prompt) AS size
FROM correlation_sum AS s
JOIN prompt_feature_value AS v ON v.feature_id = s.feature_id
GROUP BY s.feature_id
ORDER BY s.feature_id
