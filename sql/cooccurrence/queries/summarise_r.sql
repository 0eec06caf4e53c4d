-- Correlation of every two features that sets of two or more name.
WITH member AS (
  SELECT DISTINCT unnest(feature_ids) AS feature_id
  FROM steering_set
  WHERE size > 1
)

SELECT feature_a, feature_b, r
FROM correlation
WHERE feature_a IN (SELECT feature_id FROM member) AND feature_b IN (SELECT feature_id FROM member)
ORDER BY feature_a, feature_b
