-- Whether taking one end out changes the other end's attribution, for edges and for pairs without one.
SELECT statistic, pairs, sources, n_units, edges, non_edges, difference, low, high, p, reason
FROM edge_effect_summary
ORDER BY list_position(['share', 'large', 'size'], statistic)
