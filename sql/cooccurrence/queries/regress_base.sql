-- Plain properties of selected features, one row per feature, property and occurrence; means over occurrences are taken outside.
SELECT feature_id, 'prevalence' AS property, prevalence AS value, 0 AS prompt_id, 0 AS position
FROM feature
WHERE selected
UNION ALL
SELECT feature_id, 'abs_attribution', abs(value), prompt_id, 0
FROM prompt_feature
UNION ALL
SELECT attribution.feature_id, 'activation', attribution.activation, attribution.prompt_id, attribution.position
FROM attribution
INNER JOIN feature ON attribution.feature_id = feature.feature_id
WHERE feature.selected
UNION ALL
SELECT attribution.feature_id, 'projection', attribution.projection, attribution.prompt_id, attribution.position
FROM attribution
INNER JOIN feature ON attribution.feature_id = feature.feature_id
WHERE feature.selected
UNION ALL
SELECT feature_id, metric, value, 0, 0
FROM feature_metric
WHERE metric = 'decoder_norm' AND value IS NOT NULL
ORDER BY property, feature_id, prompt_id, position
