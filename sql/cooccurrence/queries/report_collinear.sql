-- Pairs of features that correlate almost perfectly: probably one thing seen twice.
SELECT feature_a, feature_b, r
FROM correlation
WHERE abs(r) > 0.99
ORDER BY abs(r) DESC, feature_a, feature_b
