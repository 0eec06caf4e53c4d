-- How much a feature correlates in all, over every pair, stored or not.
CREATE TABLE correlation_sum (
  feature_id INTEGER PRIMARY KEY CHECK (feature_id >= 0),
  abs_r DOUBLE NOT NULL CHECK (abs_r >= 0 AND isfinite(abs_r)) -- Σ |r| with all other features; computed in float32 where not all pairs are stored
);
