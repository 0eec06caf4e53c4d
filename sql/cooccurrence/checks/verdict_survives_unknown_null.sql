-- A verdict names only nulls that were computed, the permutation of labels, and the random sets of relevance.
SELECT hypothesis, "name"
FROM (SELECT hypothesis, unnest(survives) AS "name" FROM verdict WHERE analysis = $analysis AND "scope" = $scope)
WHERE "name" NOT IN ('labels', 'random-sets') AND "name" NOT IN (SELECT "null" FROM null_statistic)
ORDER BY ALL;
