-- What taking a group of features out of held-out prompts costs (mean ablation by slot, error kept): the network's clusters, which the first half of the prompts finds, the groups of groupings that need no network, and groups of raw coordinates of the residual (references).
CREATE TABLE cluster_effect (
  "method" VARCHAR NOT NULL CHECK ("method" IN ('network', 'attribution-class', 'activation-class', 'activation-correlation', 'decoder-cosine', 'mean-differences', 'components', 'neurons')),
  split VARCHAR NOT NULL CHECK (split = 'strata'),
  cluster INTEGER NOT NULL CHECK (cluster >= 1), -- a group has the number of the network's cluster whose size it has
  stratum VARCHAR,                               -- null: the row of the cluster, over every held-out prompt
  own BOOLEAN,                                   -- the stratum is the cluster's class, in which its summed value was largest on the first half; null in the row of the cluster
  n INTEGER NOT NULL CHECK (n >= 1),             -- features, or directions or neurons of a reference
  n_units INTEGER NOT NULL CHECK (n_units >= 1), -- copies counted once
  prompts INTEGER NOT NULL CHECK (prompts >= 1), -- held out
  loss DOUBLE NOT NULL CHECK (isfinite(loss)),   -- mean contrast less that with the group taken out, logits
  selectivity DOUBLE CHECK (isfinite(selectivity)), -- loss on the own class less the mean of those on the other classes; of the cluster's row
  sets INTEGER CHECK (sets >= 0),                -- as many features, as near as units allow, dealt from all clusters; of the cluster's row
  random_mean DOUBLE CHECK (isfinite(random_mean)), -- of their selectivity
  random_sd DOUBLE CHECK (isfinite(random_sd)),
  p DOUBLE CHECK (p > 0 AND p <= 1),             -- of sets as selective, one-sided
  reason VARCHAR,                                -- why there are no sets
  UNIQUE ("method", split, cluster, stratum),
  CHECK ((own IS NULL) = (stratum IS NULL)),
  CHECK ((selectivity IS NULL) = (stratum IS NOT NULL)),
  CHECK ((sets IS NULL) = (stratum IS NOT NULL)),
  CHECK (stratum IS NOT NULL OR (p IS NULL) = (reason IS NOT NULL))
);
