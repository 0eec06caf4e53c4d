-- Every edge of the stored network under every null: p and q over all pairs.
select feature_a, feature_b, "null", p, q
from edge_survival
order by "null", feature_a, feature_b
