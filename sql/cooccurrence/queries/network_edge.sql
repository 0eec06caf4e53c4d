-- The edges of the network with the sign of r.
SELECT feature_a, feature_b, r
FROM edge
ORDER BY feature_a, feature_b
