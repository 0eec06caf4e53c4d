-- Outcome on centrality, one row per predictor and dose.
SELECT outcome, predictor, weighted, factor, n, n_units, slope, slope_low, slope_high, intercept, r_squared, p, p_adjusted, adjustment, hc3_p, spearman, max_leverage, base, base_r_squared, gain_r_squared, note, reason
FROM regression
ORDER BY outcome, weighted, predictor, factor
