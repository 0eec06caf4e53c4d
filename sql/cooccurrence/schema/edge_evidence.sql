-- Every edge with the nulls it survives (q ≤ 0.05 over all pairs of features in edge_survival) among those that were asked.
CREATE TABLE edge_evidence (
  feature_a INTEGER NOT NULL,
  feature_b INTEGER NOT NULL,
  asked VARCHAR[] NOT NULL,                -- nulls with correlations that were computed
  survives VARCHAR[] NOT NULL,             -- a part of asked
  survives_decisive BOOLEAN,               -- every decisive null; NULL where one of them was not computed
  PRIMARY KEY (feature_a, feature_b),
  CHECK (feature_a < feature_b)
);
