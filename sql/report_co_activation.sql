-- Do features that correlate fire at the same tokens? Pairs by |r| of their attributions, with quartiles of how often they are active together.
select
  least(floor(abs(correlation.r) * 10), 9) / 10 as abs_r,
  count(*)::integer as pairs,
  median(co_activation.jaccard) as jaccard,
  quantile_cont(co_activation.jaccard, 0.25) as jaccard_low,
  quantile_cont(co_activation.jaccard, 0.75) as jaccard_high,
  median(co_activation.phi) as phi,
  quantile_cont(co_activation.phi, 0.25) as phi_low,
  quantile_cont(co_activation.phi, 0.75) as phi_high
from correlation
join co_activation on co_activation.feature_a = correlation.feature_a and co_activation.feature_b = correlation.feature_b
group by all
order by abs_r
