-- Edges of the stored network, sign kept.
SELECT feature_a, feature_b, r
FROM edge
ORDER BY feature_a, feature_b
