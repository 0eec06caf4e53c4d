-- A statistic beside its distribution under one null. p has the +1 correction. A missing value is explained in note.
CREATE TABLE null_statistic (
  "null" VARCHAR NOT NULL,
  statistic VARCHAR NOT NULL,
  observed DOUBLE CHECK (observed IS NULL OR isfinite(observed)),
  mean DOUBLE CHECK (mean IS NULL OR isfinite(mean)),
  median DOUBLE CHECK (median IS NULL OR isfinite(median)),
  sd DOUBLE CHECK (sd IS NULL OR (isfinite(sd) AND sd >= 0)),
  low DOUBLE CHECK (low IS NULL OR isfinite(low)),    -- 2.5 % and 97.5 % quantiles of the replicates that have it
  high DOUBLE CHECK (high IS NULL OR isfinite(high)),
  z DOUBLE CHECK (z IS NULL OR isfinite(z)),
  p DOUBLE CHECK (p IS NULL OR (p > 0 AND p <= 1)),
  replicates INTEGER NOT NULL CHECK (replicates >= 0),
  note VARCHAR,
  PRIMARY KEY ("null", statistic),
  CHECK (note IS NOT NULL OR (observed IS NOT NULL AND mean IS NOT NULL AND sd IS NOT NULL AND z IS NOT NULL AND p IS NOT NULL))
);
