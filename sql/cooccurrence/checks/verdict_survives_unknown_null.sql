-- A verdict names only nulls that were computed, and the permutation of labels.
SELECT hypothesis, "name"
FROM (SELECT hypothesis, unnest(survives) AS "name" FROM verdict WHERE analysis = $analysis AND "scope" = $scope)
WHERE "name" <> 'labels' AND "name" NOT IN (SELECT "null" FROM null_statistic)
ORDER BY ALL;
