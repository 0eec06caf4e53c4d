-- Selected features with the share of prompts on which they have a value.
SELECT feature_id, prevalence
FROM feature
WHERE selected
ORDER BY feature_id
