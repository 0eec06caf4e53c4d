-- Every measure has a row for every selected feature.
SELECT measure, weighted, count(*)::INTEGER AS features
FROM centrality
GROUP BY measure, weighted
HAVING count(*) <> (SELECT count(*) FROM feature WHERE selected)
  OR count(*) FILTER (feature_id NOT IN (SELECT feature_id FROM feature WHERE selected)) > 0
ORDER BY ALL;
