-- Every correlated pair, in the order of the key.
SELECT feature_a, feature_b, r, q
FROM correlation
ORDER BY feature_a, feature_b
