-- How often two selected features are active at the same token of the task's prompts, whatever their attributions; only pairs of the table correlation where that does not hold all.
CREATE TABLE co_activation (
  feature_a INTEGER NOT NULL,
  feature_b INTEGER NOT NULL,
  n INTEGER NOT NULL CHECK (n >= 1),           -- tokens; without BOS where attribution.bos excludes it
  n_a INTEGER NOT NULL CHECK (n_a >= 0),       -- tokens at which a is active
  n_b INTEGER NOT NULL CHECK (n_b >= 0),
  n_both INTEGER NOT NULL CHECK (n_both >= 0),
  jaccard DOUBLE CHECK (jaccard IS NULL OR (jaccard >= 0 AND jaccard <= 1)),
  phi DOUBLE CHECK (phi IS NULL OR (phi >= -1 AND phi <= 1)),
  ppmi DOUBLE NOT NULL CHECK (ppmi >= 0 AND isfinite(ppmi)), -- bits
  p DOUBLE CHECK (p IS NULL OR (p >= 0 AND p <= 1)), -- of phi, chi-square with tokens taken as independent: a lower bound
  q DOUBLE CHECK (q IS NULL OR (q >= 0 AND q <= 1)), -- Benjamini-Hochberg over all pairs that have a p; null where not all pairs are here
  reason VARCHAR,                              -- why there is no phi
  PRIMARY KEY (feature_a, feature_b),
  CHECK (feature_a < feature_b),
  CHECK ((phi IS NULL) = (reason IS NOT NULL))
);
