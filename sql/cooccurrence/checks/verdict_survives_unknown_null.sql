-- A verdict names only nulls that were computed, the permutation of labels, the random sets of relevance, and groupings that were asked.
SELECT hypothesis, "name"
FROM (SELECT hypothesis, unnest(survives) AS "name" FROM verdict WHERE analysis = $analysis AND "scope" = $scope)
WHERE "name" NOT IN ('labels', 'random-sets') AND "name" NOT IN (SELECT "null" FROM null_statistic)
  AND "name" NOT IN (SELECT "method" FROM "grouping" WHERE selectivity IS NOT NULL)
ORDER BY ALL;
