-- Damage of the pool's pairs at equal norm and the smallest factor, per prompt and per unit of push (pipeline/cooccurrence/kernels/summary/pool-contrast.ts).
WITH pool AS (
  SELECT set_id, feature_ids[1] AS feature_a, feature_ids[2] AS feature_b, norm
  FROM steering_set
  WHERE arm = 'pool'
),

dose AS (
  SELECT min(steering.factor) AS factor
  FROM steering
  INNER JOIN pool ON steering.set_id = pool.set_id
  WHERE steering.scaling = 'norm-matched'
)

SELECT
  pool.feature_a, pool.feature_b, steering.prompt_id,
  (prompt.logit_diff - steering.logit_diff) * pool.norm / (SELECT avg(norm) FROM pool) AS damage -- logits; positive means harm
FROM pool
INNER JOIN steering ON pool.set_id = steering.set_id
INNER JOIN dose ON steering.factor = dose.factor
INNER JOIN prompt ON steering.prompt_id = prompt.prompt_id
WHERE steering.mode = $mode AND steering.scaling = 'norm-matched'
ORDER BY pool.feature_a, pool.feature_b, steering.prompt_id
