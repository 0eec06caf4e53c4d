-- Repeats of a clustering beside the reference (run 0 of `partition`): what of it is chance.
CREATE TABLE stability (
  algorithm VARCHAR NOT NULL,
  source VARCHAR NOT NULL CHECK (source IN ('seed', 'subsample')), -- other seeds, or a share of the prompts
  run INTEGER NOT NULL CHECK (run >= 1),
  clusters INTEGER NOT NULL CHECK (clusters >= 1), -- single features included
  kept INTEGER NOT NULL CHECK (kept >= 0),         -- clusters of at least cluster.min_size
  modularity DOUBLE NOT NULL CHECK (isfinite(modularity)),
  ari DOUBLE NOT NULL CHECK (ari <= 1 AND isfinite(ari)),            -- adjusted Rand index against the reference
  nmi DOUBLE NOT NULL CHECK (nmi >= 0 AND nmi <= 1),
  vi DOUBLE NOT NULL CHECK (vi >= 0 AND isfinite(vi)),              -- variation of information, nats
  PRIMARY KEY (algorithm, source, run)
);
