-- Every code of a selected feature with the token that it stands on. Sums over them are taken outside, in this order, so that they do not depend on threads.
SELECT attribution.feature_id, token.token_id, attribution.activation
FROM attribution
INNER JOIN feature ON attribution.feature_id = feature.feature_id
INNER JOIN token ON attribution.prompt_id = token.prompt_id AND attribution.position = token.position
WHERE feature.node IS NOT NULL
ORDER BY attribution.feature_id, attribution.prompt_id, attribution.position
