-- Every feature with a non-zero aggregated attribution somewhere, and whether it was selected; the reason says why not. Why a selected one has no correlations is in uncorrelated, since that depends on the method.
CREATE TABLE feature (
  feature_id INTEGER PRIMARY KEY CHECK (feature_id >= 0), -- the SAE's own index
  prevalence DOUBLE NOT NULL CHECK (prevalence >= 0 AND prevalence <= 1), -- share of prompts with a non-zero value
  selected BOOLEAN NOT NULL,
  reason VARCHAR,
  main_position INTEGER NOT NULL CHECK (main_position >= 0), -- position of most mass, Σ of the code over all prompts; the first of equals
  constant BOOLEAN NOT NULL,          -- its code there hardly moves: coefficient of variation below 0.05 over the prompts that reach the position, 0 where it is silent
  before_difference BOOLEAN NOT NULL, -- more than half of its mass stands in the common prefix of its template, before the first token that differs between prompts
  CHECK (selected OR reason IS NOT NULL)
);
