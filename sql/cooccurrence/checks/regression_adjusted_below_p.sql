-- A correction for multiplicity never lowers a p value.
SELECT outcome, predictor, weighted, factor, p, p_adjusted
FROM regression
WHERE p_adjusted < p OR (p IS NULL) <> (p_adjusted IS NULL)
ORDER BY ALL;
