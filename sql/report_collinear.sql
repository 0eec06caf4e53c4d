-- Pairs of features that correlate almost perfectly: probably one thing seen twice.
select feature_a, feature_b, r
from correlation
where abs(r) > 0.99
order by abs(r) desc, feature_a, feature_b
