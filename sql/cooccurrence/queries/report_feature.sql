-- One row per selected feature: its cluster under the study's algorithm, its component and prevalence, what it is called and where its page is.
SELECT
  feature.feature_id,
  feature.prevalence,
  cluster.cluster,
  cluster.size,
  coalesce(cluster.kept, FALSE) AS kept,
  component.component,
  component.size AS component_size,
  label.label,
  label.link
FROM feature
LEFT JOIN cluster ON cluster.feature_id = feature.feature_id AND cluster.algorithm = $algorithm
LEFT JOIN component ON component.feature_id = feature.feature_id
LEFT JOIN label ON label.feature_id = feature.feature_id
WHERE feature.selected
ORDER BY feature.feature_id
