-- Selectivity is the loss on the group's class less the mean of those on the other classes: strata with two prompts or more in each half.
WITH class AS (
  SELECT stratum
  FROM prompt JOIN held_out_prompt USING (prompt_id)
  WHERE split = 'strata'
  GROUP BY stratum
  HAVING count(*) FILTER (half = 'first') >= 2 AND count(*) FILTER (half = 'second') >= 2
),
expected AS (
  SELECT
    "method", split, cluster,
    avg(loss) FILTER (own) - avg(loss) FILTER (NOT own AND stratum IN (SELECT stratum FROM class)) AS selectivity,
    count(*) FILTER (own AND stratum IN (SELECT stratum FROM class)) AS classes
  FROM cluster_effect
  WHERE stratum IS NOT NULL
  GROUP BY "method", split, cluster
)
SELECT "method", split, cluster, found.selectivity, expected.selectivity AS expected
FROM (FROM cluster_effect WHERE stratum IS NULL) AS found
LEFT JOIN expected USING ("method", split, cluster)
WHERE classes IS DISTINCT FROM 1 OR (abs(found.selectivity - expected.selectivity) <= 1e-9) IS NOT TRUE
ORDER BY ALL;
