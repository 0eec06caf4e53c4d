-- Correlation-stability coefficient (Epskamp 2018): largest share of prompts that can go while 95 % of replicates correlate at 0.7 or more.
CREATE TABLE centrality_stability (
  measure VARCHAR NOT NULL,
  weighted BOOLEAN NOT NULL,
  cs DOUBLE CHECK (cs IS NULL OR (cs >= 0 AND cs <= 0.95)),
  reason VARCHAR,
  PRIMARY KEY (measure, weighted),
  CHECK ((cs IS NULL) = (reason IS NOT NULL))
);
