-- A correction for multiplicity never lowers a p value.
SELECT algorithm, metric, test, p, p_adjusted
FROM anova
WHERE p_adjusted < p OR (p IS NULL) <> (p_adjusted IS NULL)
ORDER BY ALL;
