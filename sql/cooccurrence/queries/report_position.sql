-- Mean size of a node's attribution at each position, over all prompts (an inactive position counts as 0), in logits.
WITH total AS (SELECT count(*)::DOUBLE AS prompts FROM prompt),

own AS (
  SELECT feature.node, attribution.position, attribution.prompt_id, abs(sum(attribution.attribution)) AS size
  FROM attribution
  JOIN feature ON feature.feature_id = attribution.feature_id
  WHERE feature.node IS NOT NULL
  GROUP BY feature.node, attribution.position, attribution.prompt_id
)

SELECT own.node AS feature_id, own.position, sum(own.size) / any_value(total.prompts) AS value
FROM own
CROSS JOIN total
GROUP BY own.node, own.position
ORDER BY own.node, own.position
