-- Every feature with a non-zero aggregated attribution somewhere, and whether it was selected; the reason says why not. Why a selected one has no correlations is in uncorrelated, since that depends on the method.
CREATE TABLE feature (
  feature_id INTEGER PRIMARY KEY CHECK (feature_id >= 0), -- the SAE's own index
  prevalence DOUBLE NOT NULL CHECK (prevalence >= 0 AND prevalence <= 1), -- share of prompts with a non-zero value
  selected BOOLEAN NOT NULL,
  reason VARCHAR,
  CHECK (selected OR reason IS NOT NULL)
);
