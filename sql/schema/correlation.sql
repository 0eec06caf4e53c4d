-- Similarity of two features over prompts. Features that are constant over prompts have no row (see feature.reason).
CREATE TABLE correlation (
  feature_a INTEGER NOT NULL,
  feature_b INTEGER NOT NULL,
  r DOUBLE NOT NULL CHECK (r >= -1 AND r <= 1),
  n INTEGER NOT NULL CHECK (n >= 2), -- prompts
  PRIMARY KEY (feature_a, feature_b),
  CHECK (feature_a < feature_b)
);
