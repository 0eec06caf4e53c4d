-- What exact removal of one kept feature does to the logit difference: in total, with parts of later layers held, and along the residual stream alone. Means over the steered prompts; positive is harm.
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
  attention DOUBLE NOT NULL CHECK (isfinite(attention)), -- later attention patterns as without the removal, norms live, logits
  attention_se DOUBLE CHECK (attention_se >= 0 AND isfinite(attention_se)),
  norms DOUBLE NOT NULL CHECK (isfinite(norms)), -- every 1/σ as without the removal, patterns live, logits; of a radial removal this is fictitious
  norms_se DOUBLE CHECK (norms_se >= 0 AND isfinite(norms_se)),
  tangential DOUBLE NOT NULL CHECK (isfinite(tangential)), -- frozen, with the radial part of what is removed left in, logits
  tangential_se DOUBLE CHECK (tangential_se >= 0 AND isfinite(tangential_se)),
  CHECK (active <= prompts)
);
