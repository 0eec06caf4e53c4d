-- A verdict names only nulls that were computed.
SELECT hypothesis, "name"
FROM (SELECT hypothesis, unnest(survives) AS "name" FROM verdict)
WHERE "name" NOT IN (SELECT "null" FROM null_statistic)
ORDER BY ALL;
