-- What is called an edge is one of the network, with its r, and what is not is none and has a smaller |r| than any.
SELECT e.source, e.target, e.edge, e.r, edge.r AS expected
FROM edge_effect AS e
LEFT JOIN edge ON edge.feature_a = least(e.source, e.target) AND edge.feature_b = greatest(e.source, e.target)
WHERE
  CASE
    WHEN e.edge THEN edge.r IS NULL OR edge.r <> e.r
    ELSE edge.r IS NOT NULL OR abs(e.r) >= (SELECT min(abs(r)) FROM edge)
  END
ORDER BY e.source, e.target;
