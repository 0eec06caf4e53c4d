-- How undecided repeats leave each feature: mean over its edges of 4 p (1 - p), p the share of repeats that keep the edge inside a cluster.
CREATE TABLE feature_stability (
  algorithm VARCHAR NOT NULL,
  source VARCHAR NOT NULL CHECK (source IN ('seed', 'subsample')),
  feature_id INTEGER NOT NULL,
  ambiguity DOUBLE NOT NULL CHECK (ambiguity >= 0 AND ambiguity <= 1), -- 0 without edges
  PRIMARY KEY (algorithm, source, feature_id)
);
