-- The replicates of each statistic under each null, in equal bins from the smallest to the largest: low ≤ x < high, the last bin closed.
CREATE TABLE null_histogram (
  "null" VARCHAR NOT NULL,
  statistic VARCHAR NOT NULL,
  density VARCHAR NOT NULL CHECK (density IN ('threshold', 'edges')), -- as in null_statistic
  bin INTEGER NOT NULL CHECK (bin >= 0),
  low DOUBLE NOT NULL CHECK (isfinite(low)),
  high DOUBLE NOT NULL CHECK (isfinite(high)),
  replicates INTEGER NOT NULL CHECK (replicates >= 0),
  PRIMARY KEY ("null", statistic, density, bin),
  CHECK (low <= high)
);
