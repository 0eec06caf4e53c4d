-- The non-zero codes of the selected features at every position.
SELECT attribution.prompt_id, attribution.position, attribution.feature_id, attribution.activation
FROM attribution
INNER JOIN feature ON attribution.feature_id = feature.feature_id
WHERE feature.node IS NOT NULL
ORDER BY attribution.feature_id, attribution.prompt_id, attribution.position
