-- The network recomputed with one ingredient changed: single networks, not replicates, so without p. An absent value has its reason.
CREATE TABLE recomputed (
  variant VARCHAR NOT NULL, -- as-studied, residualised, activation-only, gradient-only, class-balanced, without:<stratum>
  statistic VARCHAR NOT NULL,
  value DOUBLE CHECK (value IS NULL OR isfinite(value)),
  reason VARCHAR,
  PRIMARY KEY (variant, statistic),
  CHECK ((value IS NULL) = (reason IS NOT NULL))
);
