-- Edges of the stored network, sign kept.
select feature_a, feature_b, r
from edge
order by feature_a, feature_b
