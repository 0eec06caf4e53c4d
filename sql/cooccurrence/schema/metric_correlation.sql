-- Spearman correlation of every two measures of features, over the features that have them all.
CREATE TABLE metric_correlation (
  metric_a VARCHAR NOT NULL, -- "(weighted)" is part of the name of a weighted centrality
  metric_b VARCHAR NOT NULL,
  r DOUBLE NOT NULL CHECK (r >= -1 AND r <= 1),
  n INTEGER NOT NULL CHECK (n >= 3),
  PRIMARY KEY (metric_a, metric_b)
);
