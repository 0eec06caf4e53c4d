-- What exact removal of one kept feature does to the logit difference of one steered prompt, beside its first order: the importance that H3 asks about.
CREATE TABLE removal (
  feature_id INTEGER NOT NULL,
  prompt_id INTEGER NOT NULL,
  damage DOUBLE NOT NULL CHECK (isfinite(damage)),           -- every later layer answers, logits; positive is harm, 0 where the feature is silent
  first_order DOUBLE NOT NULL CHECK (isfinite(first_order)), -- Σ f·(d·g) over the positions where it is taken out, logits
  PRIMARY KEY (feature_id, prompt_id)
);
