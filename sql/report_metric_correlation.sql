-- Spearman correlation of every two measures of features.
select metric_a, metric_b, r, n
from metric_correlation
order by metric_a, metric_b
