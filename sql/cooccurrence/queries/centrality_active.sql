-- Where and how strongly the nodes fire, by node, then position; a node's code and attribution are the sums of its features'.
SELECT
  feature.node AS feature_id,
  attribution.position,
  sum(attribution.activation ORDER BY attribution.feature_id)::FLOAT AS activation,
  sum(attribution.attribution ORDER BY attribution.feature_id)::FLOAT AS attribution
FROM attribution
INNER JOIN feature ON attribution.feature_id = feature.feature_id
WHERE feature.node IS NOT NULL
GROUP BY feature.node, attribution.position, attribution.prompt_id
ORDER BY feature.node, attribution.position, attribution.prompt_id
