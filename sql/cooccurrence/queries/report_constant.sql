-- Where each selected feature fires and how far its active code moves over prompts and positions: signs of template features.
WITH active AS (
  SELECT
    attribution.feature_id,
    count(*)::DOUBLE AS n,
    avg((attribution.position = 0)::INTEGER) AS share_first,
    sum(abs(attribution.attribution)) FILTER (WHERE attribution.position = 0) / sum(abs(attribution.attribution)) AS share_first_attribution,
    stddev_pop(attribution.activation) / avg(attribution.activation) AS activation_cv
  FROM attribution
  JOIN feature ON feature.feature_id = attribution.feature_id AND feature.selected
  GROUP BY attribution.feature_id
)
SELECT
  active.feature_id, cluster.cluster, coalesce(cluster.kept, FALSE) AS kept, coalesce(share_first_attribution, 0) AS share_first, activation_cv,
  feature.main_position, feature.constant, feature.before_difference
FROM active
JOIN feature ON active.feature_id = feature.feature_id
LEFT JOIN cluster ON cluster.feature_id = active.feature_id AND cluster.algorithm = $algorithm
ORDER BY share_first DESC, activation_cv, active.feature_id
