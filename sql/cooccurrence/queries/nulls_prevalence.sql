-- Every feature that has a value somewhere, with the share of prompts that have one.
SELECT feature_id, prevalence
FROM feature
ORDER BY feature_id
