-- Every edge beside the nulls that have correlations: p from |r| of all pairs of its stratum in all replicates, q over all pairs of features.
CREATE TABLE edge_survival (
  feature_a INTEGER NOT NULL,
  feature_b INTEGER NOT NULL,
  "null" VARCHAR NOT NULL,
  p DOUBLE NOT NULL CHECK (p > 0 AND p <= 1),
  q DOUBLE NOT NULL CHECK (q > 0 AND q <= 1), -- Benjamini-Hochberg; an edge survives a null with q ≤ 0.05
  PRIMARY KEY ("null", feature_a, feature_b),
  CHECK (feature_a < feature_b)
);
