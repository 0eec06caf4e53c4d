-- Selected features that have no correlation with any other, and why.
CREATE TABLE uncorrelated (
  feature_id INTEGER PRIMARY KEY CHECK (feature_id >= 0),
  reason VARCHAR NOT NULL
);
