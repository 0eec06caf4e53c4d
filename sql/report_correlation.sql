-- Correlation of attributions over prompts, every pair of selected features once.
select feature_a, feature_b, r
from correlation
order by feature_a, feature_b
