-- What the model says next without and with a push along one feature: the ten likeliest tokens of either side, each on both. On the steered prompt with the feature's largest code after a BOS, in the study's mode, at the smallest of single_factors at which half of the features move the next token's distribution by 0.1 nats (mean KL over prompts), the largest where none does.
CREATE TABLE feature_next_token (
  feature_id INTEGER NOT NULL CHECK (feature_id >= 0), -- of a kept cluster, or of the arm carriers
  prompt_id INTEGER NOT NULL CHECK (prompt_id >= 0),
  factor DOUBLE NOT NULL CHECK (isfinite(factor)),
  side VARCHAR NOT NULL CHECK (side IN ('before', 'after')),
  rank INTEGER NOT NULL CHECK (rank >= 0),             -- on this side, 0 is the likeliest
  token_id INTEGER NOT NULL CHECK (token_id >= 0),
  token VARCHAR NOT NULL,                              -- decoded text of this token alone
  probability DOUBLE NOT NULL CHECK (probability >= 0 AND probability <= 1.000001),
  reason VARCHAR,                                      -- why the prompt is not one that the feature fires on; null where it is
  PRIMARY KEY (feature_id, side, rank)
);
