-- The nulls that every edge was asked about.
SELECT DISTINCT unnest(asked) AS name
FROM edge_evidence
ORDER BY name
