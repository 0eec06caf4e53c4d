-- The clustering at other resolutions, same network and seed.
CREATE TABLE resolution_sweep (
  algorithm VARCHAR NOT NULL,
  resolution DOUBLE NOT NULL CHECK (resolution > 0 AND isfinite(resolution)),
  clusters INTEGER NOT NULL CHECK (clusters >= 1),
  largest INTEGER NOT NULL CHECK (largest >= 1),   -- features in the largest cluster
  modularity DOUBLE NOT NULL CHECK (isfinite(modularity)), -- at that resolution
  ari DOUBLE NOT NULL CHECK (ari <= 1 AND isfinite(ari)),            -- against the reference
  PRIMARY KEY (algorithm, resolution)
);
