-- How far halves of the prompts with the same answers agree on each centrality.
SELECT measure, reliability
FROM centrality_reliability
WHERE split = 'strata'
ORDER BY measure
