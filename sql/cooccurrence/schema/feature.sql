-- Every feature with a non-zero aggregated attribution somewhere, and whether it is a node of the network; the reason says why not. Why a node has no correlations is in uncorrelated, since that depends on the method.
CREATE TABLE feature (
  feature_id INTEGER PRIMARY KEY CHECK (feature_id >= 0), -- the SAE's own index
  prevalence DOUBLE NOT NULL CHECK (prevalence >= 0 AND prevalence <= 1), -- share of prompts with a non-zero value
  selected BOOLEAN NOT NULL, -- it is a node; with features.merge_copies a node has the id of the smallest of its features, and the others are not nodes
  reason VARCHAR,
  main_position INTEGER NOT NULL CHECK (main_position >= 0), -- position of most mass, Σ of the code over all prompts; the first of equals
  constant BOOLEAN NOT NULL,          -- its code there hardly moves: coefficient of variation below 0.05 over the prompts that reach the position, 0 where it is silent
  before_difference BOOLEAN NOT NULL, -- more than half of its mass stands in the common prefix of its template, before the first token that differs between prompts
  node INTEGER CHECK (node >= 0 AND node <= feature_id), -- the node that it is a feature of: itself, or the smallest of the copies that are merged with it; null where it was not selected
  CHECK (selected OR reason IS NOT NULL),
  CHECK (selected = (node IS NOT DISTINCT FROM feature_id))
);
