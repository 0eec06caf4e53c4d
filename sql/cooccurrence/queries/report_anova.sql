-- Tests of metrics across kept clusters.
SELECT algorithm, metric, test, f, df_between, df_within, n_units, p, p_adjusted, adjustment, eta_squared, omega_squared, effect_low, effect_high, circular, reason
FROM anova
ORDER BY algorithm, test, metric
