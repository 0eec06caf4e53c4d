-- Which pairs of clusters differ in a metric: Tukey's test after `anova`, Dunn's after `kruskal`. Undefined tests have no rows.
CREATE TABLE post_hoc (
  algorithm VARCHAR NOT NULL,
  metric VARCHAR NOT NULL,
  test VARCHAR NOT NULL CHECK (test IN ('tukey', 'dunn')),
  cluster_a INTEGER NOT NULL CHECK (cluster_a >= 1),
  cluster_b INTEGER NOT NULL CHECK (cluster_b >= 1),
  n INTEGER NOT NULL CHECK (n >= 2), -- features of both clusters
  n_units INTEGER CHECK (n_units BETWEEN 1 AND n), -- copies counted once; null where the features are too many to compare in pairs
  difference DOUBLE NOT NULL CHECK (isfinite(difference)), -- a minus b: of means (tukey), of mean ranks (dunn)
  statistic DOUBLE NOT NULL CHECK (isfinite(statistic)),   -- q of the studentised range (tukey), z (dunn)
  p_adjusted DOUBLE NOT NULL CHECK (p_adjusted >= 0 AND p_adjusted <= 1), -- over the pairs of this metric
  adjustment VARCHAR NOT NULL,
  circular BOOLEAN NOT NULL, -- as in anova
  PRIMARY KEY (algorithm, metric, test, cluster_a, cluster_b),
  CHECK (cluster_a < cluster_b)
);
