-- The feature sets that are steered, stored before any is run.
CREATE TABLE steering_set (
  set_id INTEGER PRIMARY KEY CHECK (set_id >= 0),
  arm VARCHAR NOT NULL, -- single, within, between, random, matched, random-direction, random-covariance, prompt-difference, carriers, carriers-direction, pool, global-maximum, smallest-attribution, anomalous-group
  cluster INTEGER CHECK (cluster >= 1), -- null where the set is not inside one cluster
  size INTEGER NOT NULL CHECK (size >= 1),
  replicate INTEGER NOT NULL CHECK (replicate >= 0),
  feature_ids INTEGER[] NOT NULL,
  norm DOUBLE NOT NULL CHECK (norm >= 0 AND isfinite(norm)) -- ‖Σ d‖ of the set's directions; at equal norm the set was pushed by a multiple of mean norm / norm
);
