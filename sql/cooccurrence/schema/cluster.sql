-- The clusters of the full graph; every selected feature is here, isolated ones too.
CREATE TABLE cluster (
  feature_id INTEGER NOT NULL,
  algorithm VARCHAR NOT NULL,
  cluster INTEGER NOT NULL CHECK (cluster >= 1), -- 1 is the largest; ties by smallest feature_id
  size INTEGER NOT NULL CHECK (size >= 1),
  kept BOOLEAN NOT NULL,                         -- size at least cluster.min_size
  PRIMARY KEY (algorithm, feature_id)
);
