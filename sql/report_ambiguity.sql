-- How undecided repeats leave each feature, under the study's algorithm.
select feature_id, 'ambiguity, ' || source || 's' as measure, 'stability' as kind, ambiguity as value
from feature_stability
where algorithm = $algorithm
order by measure, feature_id
