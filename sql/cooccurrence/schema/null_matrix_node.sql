-- The features of the networks of null_matrix and their clusters by the study's settings; every selected feature is in every replicate.
CREATE TABLE null_matrix_node (
  "null" VARCHAR NOT NULL,
  replicate INTEGER NOT NULL CHECK (replicate BETWEEN 0 AND 4),
  feature_id INTEGER NOT NULL,
  cluster INTEGER NOT NULL CHECK (cluster >= 1), -- 1 is the largest; ties by smallest feature_id
  kept BOOLEAN NOT NULL,                         -- size at least cluster.min_size
  PRIMARY KEY ("null", replicate, feature_id)
);
