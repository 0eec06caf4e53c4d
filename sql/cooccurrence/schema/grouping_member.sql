-- The group of each feature of the network's first-half clusters, by each grouping.
CREATE TABLE grouping_member (
  "method" VARCHAR NOT NULL CHECK ("method" IN ('network', 'attribution-class', 'activation-class', 'activation-correlation', 'decoder-cosine')),
  split VARCHAR NOT NULL CHECK (split = 'strata'),
  feature_id INTEGER NOT NULL,
  cluster INTEGER NOT NULL CHECK (cluster >= 1), -- as many features as the network's cluster of that number
  PRIMARY KEY ("method", split, feature_id)
);
