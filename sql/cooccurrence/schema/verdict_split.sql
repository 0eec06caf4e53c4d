-- What each split of the prompts into halves says of a hypothesis; p_held_out of verdict is twice the median p of the splits within strata, or that of templates where it is larger; for H3 also that under the nulls, and for H1 that alone.
CREATE TABLE verdict_split (
  hypothesis VARCHAR NOT NULL CHECK (hypothesis IN ('H1', 'H2', 'H3', 'H4', 'H5a', 'H5b')),
  split VARCHAR NOT NULL CHECK (regexp_full_match(split, 'strata( \d+)?|templates')),
  estimate DOUBLE CHECK (estimate IS NULL OR isfinite(estimate)), -- found on the first half, measured on the second; in the claim's unit, for H1 cohesion itself, for H5a selectivity itself
  p DOUBLE CHECK (p > 0 AND p <= 1),
  reason VARCHAR, -- why there is no p
  PRIMARY KEY (hypothesis, split),
  CHECK ((p IS NULL) = (reason IS NOT NULL))
);
