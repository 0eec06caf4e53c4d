-- Pairs that pass the study's edge rule, with the sign of r kept.
CREATE TABLE edge (
  feature_a INTEGER NOT NULL,
  feature_b INTEGER NOT NULL,
  r DOUBLE NOT NULL CHECK (r >= -1 AND r <= 1),
  PRIMARY KEY (feature_a, feature_b),
  CHECK (feature_a < feature_b)
);
