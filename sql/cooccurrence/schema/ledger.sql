-- What the contrast's first-order term is made of, per position, in logits: features + bias + error = total.
CREATE TABLE ledger (
  prompt_id INTEGER NOT NULL,
  position INTEGER NOT NULL CHECK (position >= 0),
  features DOUBLE NOT NULL CHECK (isfinite(features)), -- Σ f d·g
  bias DOUBLE NOT NULL CHECK (isfinite(bias)),         -- b_dec·g
  error DOUBLE NOT NULL CHECK (isfinite(error)),       -- ε·g, what the SAE does not reconstruct
  total DOUBLE NOT NULL CHECK (isfinite(total)),       -- x_c·g
  PRIMARY KEY (prompt_id, position)
);
