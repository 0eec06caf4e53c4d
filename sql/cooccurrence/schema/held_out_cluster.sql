-- Clusters that the first half of the prompts finds alone, to be asked of the second half.
CREATE TABLE held_out_cluster (
  split VARCHAR NOT NULL CHECK (regexp_full_match(split, 'strata( \d+)?|templates')),
  feature_id INTEGER NOT NULL,
  cluster INTEGER CHECK (cluster >= 1), -- null where the cluster is too small to be kept
  PRIMARY KEY (split, feature_id)
);
