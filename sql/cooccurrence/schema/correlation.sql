-- Similarity of two features over prompts, by the method of the study. Features without one are in uncorrelated.
CREATE TABLE correlation (
  feature_a INTEGER NOT NULL,
  feature_b INTEGER NOT NULL,
  r DOUBLE NOT NULL CHECK (r >= -1 AND r <= 1),
  n INTEGER NOT NULL CHECK (n >= 3),            -- prompts
  p DOUBLE NOT NULL CHECK (p >= 0 AND p <= 1),  -- two-sided, t distribution, prompts taken as independent
  q DOUBLE NOT NULL CHECK (q >= 0 AND q <= 1),  -- Benjamini-Hochberg over all pairs of features that vary
  PRIMARY KEY (feature_a, feature_b),
  CHECK (feature_a < feature_b)
);
