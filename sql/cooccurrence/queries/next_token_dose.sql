-- How far the features steered alone move the next token's distribution: the median over them of the mean KL over prompts, at each factor.
WITH own AS (
  SELECT steering.set_id, steering.factor, avg(steering.kl) AS kl
  FROM steering
  JOIN steering_set USING (set_id)
  WHERE steering_set.arm IN ('single', 'carriers') AND steering.scaling = 'none' AND steering.mode = $mode
  GROUP BY steering.set_id, steering.factor
)
SELECT factor, median(kl) AS kl FROM own GROUP BY factor ORDER BY factor
