-- The networks of the first five replicates of each null, for a line-up: as many edges as the study's own network, the strongest pairs of the replicate.
CREATE TABLE null_matrix (
  "null" VARCHAR NOT NULL,
  replicate INTEGER NOT NULL CHECK (replicate BETWEEN 0 AND 4), -- number of the replicate in the run whose statistics are in null_statistic
  feature_a INTEGER NOT NULL,
  feature_b INTEGER NOT NULL,
  r DOUBLE CHECK (r >= -1 AND r <= 1), -- null under rewire: exchanged edges have no correlation
  PRIMARY KEY ("null", replicate, feature_a, feature_b),
  CHECK (feature_a < feature_b),
  CHECK ((r IS NULL) = ("null" = 'rewire'))
);
