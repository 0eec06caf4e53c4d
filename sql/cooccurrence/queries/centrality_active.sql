-- Where and how strongly the selected features fire, by feature, then position.
SELECT attribution.feature_id, attribution.position, attribution.activation, attribution.attribution
FROM attribution
INNER JOIN feature ON attribution.feature_id = feature.feature_id
WHERE feature.selected
ORDER BY attribution.feature_id, attribution.position, attribution.prompt_id
