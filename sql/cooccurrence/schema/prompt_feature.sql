-- The prompts × selected features matrix, complete: a missing value is a 0 row.
CREATE TABLE prompt_feature (
  prompt_id INTEGER NOT NULL,
  feature_id INTEGER NOT NULL,
  value DOUBLE NOT NULL CHECK (isfinite(value)), -- attribution after the positions rule, logits
  PRIMARY KEY (prompt_id, feature_id)
);
