-- Plain properties of nodes, one row per feature, property and occurrence; means over occurrences are taken outside.
SELECT feature_id, 'prevalence' AS property, prevalence AS value, 0 AS prompt_id, 0 AS position, feature_id AS member
FROM feature
WHERE selected
UNION ALL
SELECT feature_id, 'abs_attribution', abs(value), prompt_id, 0, feature_id
FROM prompt_feature
UNION ALL
SELECT feature.node, 'activation', attribution.activation, attribution.prompt_id, attribution.position, attribution.feature_id
FROM attribution
INNER JOIN feature ON attribution.feature_id = feature.feature_id
WHERE feature.node IS NOT NULL
UNION ALL
SELECT feature.node, 'projection', attribution.projection, attribution.prompt_id, attribution.position, attribution.feature_id
FROM attribution
INNER JOIN feature ON attribution.feature_id = feature.feature_id
WHERE feature.node IS NOT NULL
UNION ALL
SELECT feature_id, metric, value, 0, 0, feature_id
FROM feature_metric
WHERE metric = 'decoder_norm' AND value IS NOT NULL
ORDER BY property, feature_id, prompt_id, position, member
