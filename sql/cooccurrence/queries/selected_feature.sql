-- The nodes of the network: every selected feature, also those without an edge, with the share of prompts on which it has a value.
SELECT feature_id, prevalence
FROM feature
WHERE selected
ORDER BY feature_id
