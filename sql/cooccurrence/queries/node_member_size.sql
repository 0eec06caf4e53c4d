-- How much each feature of a node of several matters: Σ|attribution| over all prompts and positions.
SELECT feature.feature_id, sum(abs(attribution.attribution) ORDER BY attribution.prompt_id, attribution.position) AS size
FROM feature
INNER JOIN attribution ON attribution.feature_id = feature.feature_id
WHERE feature.node IN (SELECT node FROM feature GROUP BY node HAVING count(*) > 1)
GROUP BY feature.feature_id
ORDER BY feature.feature_id
