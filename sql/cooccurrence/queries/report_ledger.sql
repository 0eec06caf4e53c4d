-- What the first-order contrast is made of at each position: mean size over prompts, in logits.
SELECT
  position,
  count(*)::INTEGER AS prompts,
  avg(features) AS features,
  avg(bias) AS bias,
  avg(error) AS error,
  avg(total) AS total,
  avg(abs(features)) AS abs_features,
  avg(abs(bias)) AS abs_bias,
  avg(abs(error)) AS abs_error
FROM ledger
GROUP BY position
ORDER BY position
