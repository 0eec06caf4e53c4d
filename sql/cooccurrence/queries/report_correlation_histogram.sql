-- How the correlations are distributed, in bins of 0.05.
SELECT (floor(r / 0.05) * 0.05)::DOUBLE AS low, count(*)::INTEGER AS pairs
FROM correlation
GROUP BY low
ORDER BY low
