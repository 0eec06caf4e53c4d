-- The row of attributions is the study's own network, and no other has more edges.
WITH own AS (
  SELECT (SELECT count(*)::INTEGER FROM edge) AS edges, (SELECT count(*)::INTEGER FROM feature WHERE selected) AS n
)
SELECT source, s.n, s.edges, s.ami, own.n AS expected_n, own.edges AS expected_edges
FROM network_source AS s, own
WHERE
  s.n <> own.n OR s.edges > own.edges
  OR (source = 'attribution' AND (s.edges = own.edges AND abs(s.ami - 1) <= 1e-9) IS NOT TRUE)
ORDER BY ALL;
