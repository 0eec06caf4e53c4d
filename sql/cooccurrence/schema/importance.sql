-- What one kept feature is worth: exact removal and the study's steering at one dose, means over all steered prompts and over those of each second half.
CREATE TABLE importance (
  "scope" VARCHAR NOT NULL CHECK (regexp_full_match("scope", 'all|strata( \d+)?|templates')), -- all prompts, or the second half of a split
  feature_id INTEGER NOT NULL,
  cluster INTEGER NOT NULL CHECK (cluster >= 1),
  unit INTEGER NOT NULL,                         -- smallest feature among its copies
  prompts INTEGER NOT NULL CHECK (prompts >= 1), -- steered prompts of the scope
  removal DOUBLE NOT NULL CHECK (isfinite(removal)), -- mean damage of taking it out, logits; positive is harm
  absolute_removal DOUBLE NOT NULL CHECK (absolute_removal >= 0 AND isfinite(absolute_removal)), -- mean of its absolute value
  first_order DOUBLE NOT NULL CHECK (isfinite(first_order)), -- mean of Σ f·(d·g): what nulls know of removal
  steering DOUBLE CHECK (steering IS NULL OR isfinite(steering)), -- mean damage of the study's steering at the smallest factor, logits; NULL where it was not pushed alone
  PRIMARY KEY ("scope", feature_id)
);
