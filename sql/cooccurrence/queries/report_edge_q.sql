-- Every edge of the stored network under every null: p and q over all pairs.
SELECT feature_a, feature_b, "null", p, q
FROM edge_survival
ORDER BY "null", feature_a, feature_b
