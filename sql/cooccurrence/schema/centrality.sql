-- Node measures on the full graph. An undefined value is null with its reason.
CREATE TABLE centrality (
  feature_id INTEGER NOT NULL,
  measure VARCHAR NOT NULL, -- degree, betweenness, closeness, eigenvector, …
  weighted BOOLEAN NOT NULL,
  value DOUBLE CHECK (value IS NULL OR isfinite(value)),
  reason VARCHAR,
  PRIMARY KEY (measure, weighted, feature_id),
  CHECK ((value IS NULL) = (reason IS NOT NULL))
);
