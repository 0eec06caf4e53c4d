-- Unweighted centralities in the network that the first half of the prompts finds alone, to be asked of damage on the second half.
CREATE TABLE held_out_centrality (
  split VARCHAR NOT NULL CHECK (split IN ('strata', 'templates')),
  feature_id INTEGER NOT NULL,
  measure VARCHAR NOT NULL,
  value DOUBLE NOT NULL CHECK (isfinite(value)),
  PRIMARY KEY (split, feature_id, measure)
);
