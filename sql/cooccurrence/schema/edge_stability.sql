-- Consensus of repeats on each edge of the network: the share that puts both ends in one cluster.
CREATE TABLE edge_stability (
  algorithm VARCHAR NOT NULL,
  source VARCHAR NOT NULL CHECK (source IN ('seed', 'subsample')),
  feature_a INTEGER NOT NULL,
  feature_b INTEGER NOT NULL,
  together DOUBLE NOT NULL CHECK (together >= 0 AND together <= 1),
  present DOUBLE NOT NULL CHECK (present >= 0 AND present <= 1), -- share of repeats whose network has the edge
  PRIMARY KEY (algorithm, source, feature_a, feature_b),
  CHECK (feature_a < feature_b)
);
