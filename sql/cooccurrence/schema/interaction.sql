-- Exact removal of two kept features together and alone (I = Δ(a, b) − Δ(a) − Δ(b), Δ the damage in logit difference), mean over the steered prompts.
CREATE TABLE interaction (
  feature_a INTEGER NOT NULL,
  feature_b INTEGER NOT NULL,
  cluster_a INTEGER NOT NULL CHECK (cluster_a >= 1),
  cluster_b INTEGER NOT NULL CHECK (cluster_b >= 1),
  within BOOLEAN NOT NULL,                                      -- both in one cluster
  damage DOUBLE NOT NULL CHECK (isfinite(damage)),              -- Δ of both, logits; positive is harm
  damage_a DOUBLE NOT NULL CHECK (isfinite(damage_a)),          -- logits
  damage_b DOUBLE NOT NULL CHECK (isfinite(damage_b)),          -- logits
  interaction DOUBLE NOT NULL CHECK (isfinite(interaction)),    -- I, logits; below 0: they matter together; above 0: each stands in for the other
  interaction_se DOUBLE CHECK (interaction_se >= 0 AND isfinite(interaction_se)), -- standard error over prompts; NULL with one prompt
  controls INTEGER NOT NULL CHECK (controls >= 0),              -- control pairs with the same first-order effects and Gram matrix
  control_mean DOUBLE CHECK (control_mean IS NULL OR isfinite(control_mean)), -- of their I, logits; NULL without controls
  control_sd DOUBLE CHECK (control_sd >= 0 AND isfinite(control_sd)),         -- NULL with fewer than two controls
  control_magnitude DOUBLE CHECK (control_magnitude >= 0 AND isfinite(control_magnitude)), -- mean of their |I|, logits; NULL without controls
  stratum_magnitude DOUBLE NOT NULL CHECK (stratum_magnitude >= 0 AND isfinite(stratum_magnitude)), -- Σ over strata of their share of prompts × |mean I there| less the noise floor, logits; signs that differ between answers do not cancel
  control_stratum_magnitude DOUBLE CHECK (control_stratum_magnitude >= 0 AND isfinite(control_stratum_magnitude)), -- mean over the controls; NULL without controls
  r DOUBLE CHECK (r BETWEEN -1 AND 1),                          -- of their attributions, from correlation; NULL where one has none
  PRIMARY KEY (feature_a, feature_b),
  CHECK (feature_a < feature_b),
  CHECK (within = (cluster_a = cluster_b))
);
