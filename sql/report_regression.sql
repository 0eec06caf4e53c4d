-- Outcome on centrality, one row per predictor and dose.
select outcome, predictor, weighted, factor, n, slope, intercept, r_squared, p, p_adjusted, adjustment, reason
from regression
order by outcome, weighted, predictor, factor
