-- Correlation of attributions over prompts, every pair of selected features once.
SELECT feature_a, feature_b, r
FROM correlation
ORDER BY feature_a, feature_b
