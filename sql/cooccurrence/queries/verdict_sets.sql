-- Pairs of one cluster against pairs of two at equal norm, over all factors of the pool, in units of the standard deviation of pairs.
SELECT estimate, low, high, p_greater
FROM steering_contrast
WHERE
  mode = $mode AND scaling = 'norm-matched' AND outcome = 'logit_diff' AND other = 'pool'
  AND size = 0 AND factor = 0
