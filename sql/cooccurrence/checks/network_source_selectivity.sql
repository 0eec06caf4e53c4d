-- The clusters of attributions are as selective here as in table grouping: the same clusters, the same prompts.
SELECT s.selectivity, g.selectivity AS expected
FROM network_source AS s
JOIN "grouping" AS g ON g."method" = 'network'
WHERE s.source = 'attribution' AND (abs(s.selectivity - g.selectivity) <= 1e-3) IS NOT TRUE
  AND (s.selectivity IS NOT NULL OR g.selectivity IS NOT NULL)
ORDER BY ALL;
