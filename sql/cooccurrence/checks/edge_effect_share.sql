-- The summary is of the pairs of the table: the same shares and mean sizes, from the rows of both with a standard error.
WITH measured AS (
  SELECT pair, edge, abs(effect) > 1.96 * se AS far, abs(effect) / attribution AS size
  FROM edge_effect
  WHERE se IS NOT NULL AND attribution > 0
),

whole AS (SELECT pair FROM measured GROUP BY pair HAVING count(*) = 2),

expected AS (
  SELECT edge, avg(far::INTEGER) AS share, avg((far AND size >= 0.1)::INTEGER) AS large, avg(size) AS size, count(*) AS pairs
  FROM measured
  SEMI JOIN whole ON whole.pair = measured.pair
  GROUP BY edge
),

listed AS (UNPIVOT expected ON share, large, size INTO NAME statistic VALUE expected)

SELECT statistic, edge, expected, CASE WHEN edge THEN s.edges ELSE s.non_edges END AS found
FROM listed
FULL JOIN edge_effect_summary AS s USING (statistic)
WHERE
  (listed.pairs = s.pairs AND abs(expected - CASE WHEN edge THEN s.edges ELSE s.non_edges END) <= 1e-9 * (1 + expected)) IS NOT TRUE
ORDER BY ALL;
