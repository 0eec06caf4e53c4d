-- Do features that correlate fire at the same tokens? Pairs by |r| of their attributions, with quartiles of how often they are active together.
SELECT
  least(floor(abs(correlation.r) * 10), 9) / 10 AS abs_r,
  count(*)::INTEGER AS pairs,
  median(co_activation.jaccard) AS jaccard,
  quantile_cont(co_activation.jaccard, 0.25) AS jaccard_low,
  quantile_cont(co_activation.jaccard, 0.75) AS jaccard_high,
  median(co_activation.phi) AS phi,
  quantile_cont(co_activation.phi, 0.25) AS phi_low,
  quantile_cont(co_activation.phi, 0.75) AS phi_high
FROM correlation
JOIN co_activation ON co_activation.feature_a = correlation.feature_a AND co_activation.feature_b = correlation.feature_b
GROUP BY ALL
ORDER BY abs_r
