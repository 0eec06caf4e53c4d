-- Every edge is a stored pair with the same r.
SELECT edge.feature_a, edge.feature_b, edge.r, correlation.r AS stored
FROM edge
LEFT JOIN correlation USING (feature_a, feature_b)
WHERE correlation.r IS NULL OR correlation.r <> edge.r
ORDER BY edge.feature_a, edge.feature_b;
