-- Held-out p of what permutations decide is twice the median of the splits within strata, at most 1, or that of templates where it is larger.
WITH kind AS (
  SELECT hypothesis, split LIKE 'strata%' AS repeated, coalesce(p, 1) AS p FROM verdict_split WHERE hypothesis IN ('H2', 'H4')
),
own AS (
  SELECT hypothesis, repeated, least(1, CASE WHEN count(*) = 1 THEN max(p) ELSE 2 * median(p) END) AS p
  FROM kind
  GROUP BY hypothesis, repeated
)
SELECT verdict.hypothesis, verdict.p_held_out, max(own.p) AS expected
FROM verdict
JOIN own ON own.hypothesis = verdict.hypothesis
WHERE verdict.analysis = $analysis AND verdict."scope" = $scope AND verdict.p_held_out IS NOT NULL
GROUP BY verdict.hypothesis, verdict.p_held_out
HAVING (abs(verdict.p_held_out - expected) <= 1e-12) IS NOT TRUE
ORDER BY ALL;
