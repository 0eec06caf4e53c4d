-- The prompts × selected features matrix, complete: a value that prompt_feature_value does not have is 0.
CREATE VIEW prompt_feature AS
-- prompt_id INTEGER NOT NULL
-- feature_id INTEGER NOT NULL
-- value DOUBLE NOT NULL -- attribution after the positions rule, logits
-- PRIMARY KEY (prompt_id, feature_id)
SELECT prompt.prompt_id, feature.feature_id, coalesce(held.value, 0) AS value
FROM prompt
CROSS JOIN feature
LEFT JOIN prompt_feature_value AS held ON held.prompt_id = prompt.prompt_id AND held.feature_id = feature.feature_id
WHERE feature.selected;
