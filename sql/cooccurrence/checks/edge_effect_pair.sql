-- An edge and its match have one source, and targets whose mean |value| is alike: one is at most twice the other.
WITH size AS (SELECT feature_id, sum(abs(value)) AS size FROM prompt_feature_value GROUP BY feature_id)
SELECT e.pair, e.source, o.source AS other_source, a.size, b.size AS other_size
FROM (SELECT DISTINCT pair FROM edge_effect) AS p
LEFT JOIN edge_effect AS e ON e.pair = p.pair AND e.edge
LEFT JOIN edge_effect AS o ON o.pair = p.pair AND NOT o.edge
LEFT JOIN size AS a ON a.feature_id = e.target
LEFT JOIN size AS b ON b.feature_id = o.target
WHERE (e.source = o.source AND greatest(a.size, b.size) <= 2.000001 * least(a.size, b.size)) IS NOT TRUE
ORDER BY p.pair;
