-- How selective the groups of each grouping of the network's features are on held-out prompts: the network's own, four that need no network, and units dealt among the clusters; beside them three references of raw coordinates of the residual, which are no features and decide nothing.
CREATE TABLE "grouping" (
  "method" VARCHAR NOT NULL CHECK ("method" IN ('network', 'attribution-class', 'activation-class', 'activation-correlation', 'decoder-cosine', 'mean-differences', 'components', 'neurons', 'permuted')),
  split VARCHAR NOT NULL CHECK (split = 'strata'),
  clusters INTEGER NOT NULL CHECK (clusters >= 0),
  n INTEGER NOT NULL CHECK (n >= 0),             -- features; of a reference its directions (mean-differences, components) or neurons
  n_units INTEGER NOT NULL CHECK (n_units >= 0), -- copies counted once
  selectivity DOUBLE CHECK (isfinite(selectivity)), -- mean over the groups, logits; of permuted, mean over the deals
  low DOUBLE CHECK (isfinite(low)),              -- 95 % interval: held-out prompts drawn again within classes
  high DOUBLE CHECK (isfinite(high)),
  nmi_class DOUBLE CHECK (nmi_class >= 0 AND nmi_class <= 1), -- with attribution-class, arithmetic normalisation
  replicates INTEGER CHECK (replicates >= 0),    -- deals of units among the clusters
  null_mean DOUBLE CHECK (isfinite(null_mean)),  -- of their selectivity
  null_sd DOUBLE CHECK (isfinite(null_sd)),
  p DOUBLE CHECK (p > 0 AND p <= 1),             -- of deals as selective, one-sided
  difference DOUBLE CHECK (isfinite(difference)), -- selectivity of the network less this one's, by reference of raw coordinates too; none of the network itself
  difference_low DOUBLE CHECK (isfinite(difference_low)), -- 95 % interval by the same draws
  difference_high DOUBLE CHECK (isfinite(difference_high)),
  reason VARCHAR,                                -- why there is no selectivity, or no p
  PRIMARY KEY ("method", split),
  CHECK ((low IS NULL) = (selectivity IS NULL) AND (high IS NULL) = (selectivity IS NULL)),
  CHECK (low <= high AND difference_low <= difference_high),
  CHECK ((difference IS NULL) = (selectivity IS NULL OR "method" = 'network')),
  CHECK (selectivity IS NOT NULL OR reason IS NOT NULL),
  CHECK ("method" = 'permuted' OR p IS NOT NULL OR reason IS NOT NULL)
);
