-- A replicate shown has the selected features, no more edges than the study's network, and no edge of another feature; where one replicate has nodes, all of its null start from 0.
WITH replicate AS (
  SELECT "null", replicate, count(*)::INTEGER AS nodes FROM null_matrix_node GROUP BY "null", replicate
),
edges AS (
  SELECT "null", replicate, count(*)::INTEGER AS n FROM null_matrix GROUP BY "null", replicate
)
SELECT 'nodes' AS what, "null", replicate, nodes AS n
FROM replicate
WHERE nodes <> (SELECT count(*) FROM feature WHERE selected)
UNION ALL
SELECT 'edges', "null", replicate, n FROM edges WHERE n > (SELECT count(*) FROM edge)
UNION ALL
SELECT 'edge of no node', own."null", own.replicate, own.feature_a
FROM null_matrix AS own
LEFT JOIN null_matrix_node AS a ON a."null" = own."null" AND a.replicate = own.replicate AND a.feature_id = own.feature_a
LEFT JOIN null_matrix_node AS b ON b."null" = own."null" AND b.replicate = own.replicate AND b.feature_id = own.feature_b
WHERE a.feature_id IS NULL OR b.feature_id IS NULL
UNION ALL
SELECT 'replicates', "null", NULL, count(*)::INTEGER FROM replicate GROUP BY "null" HAVING count(*) <> max(replicate) + 1
ORDER BY ALL;
