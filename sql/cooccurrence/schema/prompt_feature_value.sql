-- The attributions of selected features on prompts that are not 0, after the positions rule. The complete matrix is the view prompt_feature.
CREATE TABLE prompt_feature_value (
  prompt_id INTEGER NOT NULL,
  feature_id INTEGER NOT NULL,
  value DOUBLE NOT NULL CHECK (value <> 0 AND isfinite(value)), -- logits
  PRIMARY KEY (prompt_id, feature_id)
);
