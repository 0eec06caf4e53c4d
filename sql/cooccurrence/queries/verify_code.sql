-- Every non-zero code of the selected features with what the gradient says of it, in a fixed order.
SELECT
  attribution.prompt_id, attribution.position, attribution.feature_id, attribution.activation, attribution.projection,
  attribution.attribution
FROM attribution
INNER JOIN feature ON attribution.feature_id = feature.feature_id
WHERE feature.node IS NOT NULL
ORDER BY attribution.prompt_id, attribution.feature_id, attribution.position
