-- Both ends of an edge are in the same component.
SELECT edge.feature_a, edge.feature_b, a.component AS component_a, b.component AS component_b
FROM edge
JOIN component AS a ON a.feature_id = edge.feature_a
JOIN component AS b ON b.feature_id = edge.feature_b
WHERE a.component <> b.component
ORDER BY ALL;
