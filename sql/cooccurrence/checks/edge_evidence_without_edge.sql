-- An edge that survives a null is an edge, and every edge was asked wherever one was.
SELECT feature_a, feature_b
FROM edge_evidence
FULL JOIN edge USING (feature_a, feature_b)
WHERE edge.r IS NULL OR (edge_evidence.asked IS NULL AND EXISTS (SELECT 1 FROM edge_evidence))
ORDER BY ALL;
