-- The non-zero codes of the features of nodes with their attributions, in a fixed order.
SELECT attribution.prompt_id, attribution.position, attribution.feature_id, attribution.activation, attribution.attribution
FROM attribution
INNER JOIN feature ON attribution.feature_id = feature.feature_id
WHERE feature.node IS NOT NULL
ORDER BY attribution.prompt_id, attribution.position, attribution.feature_id
