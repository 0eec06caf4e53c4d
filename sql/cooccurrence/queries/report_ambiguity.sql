-- How undecided repeats leave each feature, under the study's algorithm.
SELECT feature_id, 'ambiguity, ' || source || 's' AS measure, 'stability' AS kind, ambiguity AS value
FROM feature_stability
WHERE algorithm = $algorithm
ORDER BY measure, feature_id
