-- Spearman correlation of every two measures of features, over the features that have them all.
CREATE TABLE metric_correlation (
  metric_a VARCHAR NOT NULL, -- "(weighted)" is part of the name of a weighted centrality
  metric_b VARCHAR NOT NULL,
  r DOUBLE NOT NULL CHECK (r >= -1 AND r <= 1),
  n INTEGER NOT NULL CHECK (n >= 3), -- features
  n_units INTEGER CHECK (n_units BETWEEN 1 AND n), -- copies counted once; null where the features are too many to compare in pairs
  PRIMARY KEY (metric_a, metric_b)
);
