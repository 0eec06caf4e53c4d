-- The networks of the same features from attributions, from codes on the task and from codes on generic text.
SELECT source, n, n_units, edges, clusters, modularity, ami, selectivity, reason
FROM network_source
ORDER BY list_position(['attribution', 'activation', 'generic'], source)
