-- Which answers a kept cluster loads on: its mean attribution per stratum, in logits per feature and prompt.
SELECT cluster.cluster, prompt.stratum, count(DISTINCT prompt.prompt_id)::INTEGER AS prompts, avg(prompt_feature.value) AS value
FROM prompt_feature
JOIN cluster ON cluster.feature_id = prompt_feature.feature_id AND cluster.algorithm = $algorithm AND cluster.kept
JOIN prompt ON prompt.prompt_id = prompt_feature.prompt_id
GROUP BY cluster.cluster, prompt.stratum
ORDER BY cluster.cluster, prompts DESC, prompt.stratum
