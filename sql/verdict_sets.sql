-- Sets within clusters against sets between them at equal norm, over all sizes and factors, in units of the standard deviation of sets: the
-- pool of every pair of its features where there is one (its test is exact), else the sampled sets.
SELECT estimate, low, high, p_greater
FROM steering_contrast
WHERE
  mode = $mode AND scaling = 'norm-matched' AND outcome = 'logit_diff' AND other IN ('pool', 'between')
  AND size = 0 AND factor = 0
ORDER BY other DESC
LIMIT 1
