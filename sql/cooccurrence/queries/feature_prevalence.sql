-- The share of prompts on which each feature has a value, selected or not; one that is not here has none anywhere.
SELECT feature_id, prevalence
FROM feature
ORDER BY feature_id
