-- One row per hypothesis: the claim in words, its estimate and interval, the nulls it survives, and a status.
CREATE TABLE verdict (
  hypothesis VARCHAR PRIMARY KEY,
  claim VARCHAR NOT NULL,
  estimate DOUBLE CHECK (estimate IS NULL OR isfinite(estimate)),
  low DOUBLE CHECK (low IS NULL OR isfinite(low)),
  high DOUBLE CHECK (high IS NULL OR isfinite(high)),
  p DOUBLE CHECK (p IS NULL OR (p >= 0 AND p <= 1)),
  survives VARCHAR[] NOT NULL, -- names of nulls, as in null_statistic
  status VARCHAR NOT NULL CHECK (status IN ('supported', 'not supported', 'not distinguishable', 'not testable')),
  reason VARCHAR,
  CHECK (low IS NULL OR high IS NULL OR low <= high),
  CHECK (status = 'supported' OR reason IS NOT NULL)
);
