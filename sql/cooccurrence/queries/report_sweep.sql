-- The network at other thresholds.
SELECT threshold, edges, density, components, giant, modularity, ari
FROM sweep
ORDER BY threshold
