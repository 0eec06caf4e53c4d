-- Mean size of a selected feature's attribution at each position, over all prompts (an inactive position counts as 0), in logits.
WITH total AS (SELECT count(*)::DOUBLE AS prompts FROM prompt),
selected AS (SELECT feature_id FROM feature WHERE selected)
SELECT attribution.feature_id, attribution.position, sum(abs(attribution.attribution)) / any_value(total.prompts) AS value
FROM attribution
JOIN selected ON selected.feature_id = attribution.feature_id
CROSS JOIN total
GROUP BY attribution.feature_id, attribution.position
ORDER BY attribution.feature_id, attribution.position
