-- Outcome on centrality, one row per predictor and dose.
select outcome, predictor, weighted, factor, n, slope, slope_low, slope_high, intercept, r_squared, p, p_adjusted, adjustment, hc3_p, spearman, max_leverage, base, base_r_squared, gain_r_squared, note, reason
from regression
order by outcome, weighted, predictor, factor
