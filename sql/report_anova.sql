-- Tests of metrics across kept clusters.
select algorithm, metric, test, f, df_between, df_within, p, p_adjusted, adjustment, eta_squared, omega_squared, effect_low, effect_high, circular, reason
from anova
order by algorithm, test, metric
