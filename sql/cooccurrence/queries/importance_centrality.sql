-- Unweighted centralities of the network of all prompts, and of those of first halves; and how much a feature correlates with all others.
SELECT 'all' AS "scope", measure, feature_id, value
FROM centrality
WHERE NOT weighted AND value IS NOT NULL AND measure IN ('degree', 'betweenness', 'closeness', 'eigenvector')
UNION ALL
SELECT 'all', metric, feature_id, value
FROM feature_metric
WHERE metric = 'abs_corr_activation' AND value IS NOT NULL
UNION ALL
SELECT split, measure, feature_id, value
FROM held_out_centrality
ORDER BY "scope", measure, feature_id
