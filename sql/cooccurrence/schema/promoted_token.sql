-- Tokens that a selected feature's direction (of copies that are one node, the strongest one's) raises or lowers most when it is read by the unembedding alone (logit lens).
CREATE TABLE promoted_token (
  feature_id INTEGER NOT NULL CHECK (feature_id >= 0),
  direction VARCHAR NOT NULL CHECK (direction IN ('promoted', 'suppressed')),
  rank INTEGER NOT NULL CHECK (rank >= 0), -- 0 is the strongest
  token_id INTEGER NOT NULL CHECK (token_id >= 0),
  token VARCHAR NOT NULL,                  -- decoded text of this token alone
  weight DOUBLE NOT NULL CHECK (isfinite(weight)), -- logits per unit of the normalised state, minus the mean over the vocabulary
  PRIMARY KEY (feature_id, direction, rank)
);
