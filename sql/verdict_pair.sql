-- Damage of steered pairs of features of the kept clusters at equal norm, at the smallest factor, per prompt: the pool of every pair of its features
-- where there is one, else every pair that some arm drew, once.
WITH member AS (
  SELECT feature_id FROM cluster WHERE algorithm = $algorithm AND kept
),

drawn AS (
  SELECT set_id, arm = 'pool' AS pooled, feature_ids[1] AS feature_a, feature_ids[2] AS feature_b
  FROM steering_set
  WHERE size = 2 AND arm IN ('within', 'between', 'random', 'matched', 'pool')
),

pair AS (
  SELECT min(set_id) AS set_id, pooled, feature_a, feature_b
  FROM drawn
  WHERE pooled = (SELECT bool_or(pooled) FROM drawn)
  GROUP BY pooled, feature_a, feature_b
),

dose AS (
  SELECT min(steering.factor) AS factor
  FROM steering
  INNER JOIN pair ON steering.set_id = pair.set_id
  WHERE steering.scaling = 'norm-matched'
)

SELECT
  pair.pooled, pair.feature_a, pair.feature_b, steering.prompt_id,
  prompt.logit_diff - steering.logit_diff AS damage -- logits; positive means harm
FROM pair
INNER JOIN steering ON pair.set_id = steering.set_id
INNER JOIN dose ON steering.factor = dose.factor
INNER JOIN prompt ON steering.prompt_id = prompt.prompt_id
WHERE
  steering.mode = $mode AND steering.scaling = 'norm-matched'
  AND pair.feature_a IN (SELECT feature_id FROM member) AND pair.feature_b IN (SELECT feature_id FROM member)
ORDER BY pair.feature_a, pair.feature_b, steering.prompt_id
