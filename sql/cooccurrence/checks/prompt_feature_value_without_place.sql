-- Every value belongs to a prompt and to a selected feature.
SELECT held.prompt_id, held.feature_id
FROM prompt_feature_value AS held
LEFT JOIN prompt ON prompt.prompt_id = held.prompt_id
LEFT JOIN feature ON feature.feature_id = held.feature_id AND feature.selected
WHERE prompt.prompt_id IS NULL OR feature.feature_id IS NULL
ORDER BY ALL;
