-- A statistic beside its distribution under one null: whether replicates have it (p_exists), and how large it is among those that do (p, z, with the +1 correction). A missing value is explained in note.
CREATE TABLE null_statistic (
  "null" VARCHAR NOT NULL,
  statistic VARCHAR NOT NULL,
  density VARCHAR NOT NULL CHECK (density IN ('threshold', 'edges')), -- the study's own rule for edges in each replicate, or as many of its strongest pairs as the study has edges
  decides BOOLEAN NOT NULL,      -- whether claims about the statistic are judged at this density
  observed DOUBLE CHECK (observed IS NULL OR isfinite(observed)),
  mean DOUBLE CHECK (mean IS NULL OR isfinite(mean)), -- this and what follows is of the replicates that have the statistic
  median DOUBLE CHECK (median IS NULL OR isfinite(median)),
  sd DOUBLE CHECK (sd IS NULL OR (isfinite(sd) AND sd >= 0)),
  low DOUBLE CHECK (low IS NULL OR isfinite(low)),    -- 2.5 % and 97.5 % quantiles
  high DOUBLE CHECK (high IS NULL OR isfinite(high)),
  z DOUBLE CHECK (z IS NULL OR isfinite(z)),
  p DOUBLE CHECK (p IS NULL OR (p > 0 AND p <= 1)),
  replicates INTEGER NOT NULL CHECK (replicates >= 0),
  defined INTEGER NOT NULL CHECK (defined >= 0),      -- replicates that have the statistic
  p_exists DOUBLE CHECK (p_exists IS NULL OR (p_exists > 0 AND p_exists <= 1)), -- that a replicate has the statistic at all; null where the study does not
  note VARCHAR,
  PRIMARY KEY ("null", statistic, density),
  CHECK (defined <= replicates),
  CHECK (defined >= 100 OR (p IS NULL AND z IS NULL)),
  CHECK (note IS NOT NULL OR (observed IS NOT NULL AND mean IS NOT NULL AND sd IS NOT NULL AND z IS NOT NULL AND p IS NOT NULL AND p_exists IS NOT NULL))
);
