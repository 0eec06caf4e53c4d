-- What exact removal of one kept feature does to the logit difference: in total, with later attention and normalisation held, and along the residual stream alone. Means over the steered prompts; positive is harm.
CREATE TABLE direct_effect (
  feature_id INTEGER PRIMARY KEY,
  cluster INTEGER NOT NULL CHECK (cluster >= 1),
  prompts INTEGER NOT NULL CHECK (prompts >= 1), -- steered prompts; one where the feature is silent counts as 0
  active INTEGER NOT NULL CHECK (active >= 0),   -- of them, those where it is not
  total DOUBLE NOT NULL CHECK (isfinite(total)), -- every later layer answers, logits
  total_se DOUBLE CHECK (total_se >= 0 AND isfinite(total_se)), -- standard error over prompts; NULL with one prompt
  frozen DOUBLE NOT NULL CHECK (isfinite(frozen)), -- later attention patterns and normalisation scales as without the removal, logits
  frozen_se DOUBLE CHECK (frozen_se >= 0 AND isfinite(frozen_se)),
  direct DOUBLE NOT NULL CHECK (isfinite(direct)), -- later attention and feed-forward layers write what they wrote without the removal, logits
  direct_se DOUBLE CHECK (direct_se >= 0 AND isfinite(direct_se)),
  CHECK (active <= prompts)
);
