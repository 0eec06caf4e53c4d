-- The pool holds every pair of its features, each once.
WITH pair AS (
  SELECT set_id, feature_ids[1] AS feature_a, feature_ids[2] AS feature_b FROM steering_set WHERE arm = 'pool'
),

member AS (
  SELECT feature_a AS feature_id FROM pair
  UNION
  SELECT feature_b FROM pair
)

SELECT a.feature_id AS feature_a, b.feature_id AS feature_b, count(pair.set_id)::INTEGER AS sets
FROM member AS a
INNER JOIN member AS b ON a.feature_id < b.feature_id
LEFT JOIN pair ON a.feature_id = pair.feature_a AND b.feature_id = pair.feature_b
GROUP BY a.feature_id, b.feature_id
HAVING count(pair.set_id) <> 1
ORDER BY ALL
LIMIT 100;
