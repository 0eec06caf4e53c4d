-- How far halves of the prompts with the same answers agree on each centrality, the median over the splits.
SELECT measure, median(reliability) AS reliability
FROM centrality_reliability
WHERE split LIKE 'strata%'
GROUP BY measure
ORDER BY measure
