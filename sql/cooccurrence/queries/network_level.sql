-- Networks at thresholds whose pairs are not all stored.
SELECT threshold, edges, components, giant
FROM correlation_level
ORDER BY threshold
