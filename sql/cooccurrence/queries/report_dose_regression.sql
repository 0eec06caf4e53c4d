-- One test per centrality on the dose summary of features, with what it adds to plain properties.
SELECT outcome, predictor, weighted, n, slope, slope_low, slope_high, r_squared, p, p_adjusted, adjustment, spearman, base, base_r_squared, gain_r_squared, note, reason
FROM dose_regression
ORDER BY outcome, weighted, predictor
