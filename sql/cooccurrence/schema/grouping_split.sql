-- H5 in every further split of the prompts: selectivity of the clusters that its first half finds, and of the groupings of their features that need no network, on its second half. No deals, so no p. Empty where the clustered features do not matter.
CREATE TABLE grouping_split (
  "method" VARCHAR NOT NULL CHECK ("method" IN ('network', 'attribution-class', 'activation-class', 'activation-correlation', 'decoder-cosine')),
  split VARCHAR NOT NULL CHECK (regexp_full_match(split, 'strata \d+|templates')),
  clusters INTEGER NOT NULL CHECK (clusters >= 0),
  n INTEGER NOT NULL CHECK (n >= 0),
  n_units INTEGER NOT NULL CHECK (n_units >= 0), -- without copies
  selectivity DOUBLE CHECK (isfinite(selectivity)), -- logits
  difference DOUBLE CHECK (isfinite(difference)), -- of the network less this; null for the network
  reason VARCHAR, -- why there is no selectivity
  PRIMARY KEY ("method", split),
  CHECK ((selectivity IS NULL) = (reason IS NOT NULL)),
  CHECK (difference IS NULL OR (selectivity IS NOT NULL AND "method" <> 'network'))
);
