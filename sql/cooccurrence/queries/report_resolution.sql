-- The clustering at other resolutions.
SELECT algorithm, resolution, clusters, largest, modularity, ari
FROM resolution_sweep
ORDER BY algorithm, resolution
