-- What one feature steered alone does over all its factors: damage (baseline minus steered, mean over prompts) per unit of factor.
CREATE TABLE dose_response (
  feature_id INTEGER NOT NULL,
  outcome VARCHAR NOT NULL CHECK (outcome IN ('answer_prob', 'logit_diff')),
  factors INTEGER NOT NULL CHECK (factors >= 1),
  damage_per_factor DOUBLE NOT NULL CHECK (isfinite(damage_per_factor)), -- least squares through the origin; positive means harm
  linearity DOUBLE CHECK (linearity IS NULL OR (linearity >= 0 AND linearity <= 1)), -- share of squared damage on that line; null without damage
  PRIMARY KEY (outcome, feature_id)
);
