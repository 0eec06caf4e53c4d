-- Mean steered outcome of single features of the kept clusters on a centrality, one row per predictor × factor.
CREATE TABLE regression (
  outcome VARCHAR NOT NULL,
  predictor VARCHAR NOT NULL,
  weighted BOOLEAN NOT NULL,
  factor DOUBLE NOT NULL CHECK (isfinite(factor)),
  n INTEGER NOT NULL CHECK (n >= 0), -- features
  n_units INTEGER CHECK (n_units >= 0), -- copies counted once; null where the features are too many to compare in pairs
  slope DOUBLE CHECK (slope IS NULL OR isfinite(slope)),
  intercept DOUBLE CHECK (intercept IS NULL OR isfinite(intercept)),
  slope_error DOUBLE CHECK (slope_error IS NULL OR isfinite(slope_error)),
  slope_low DOUBLE CHECK (slope_low IS NULL OR isfinite(slope_low)),   -- 95 % interval of the slope
  slope_high DOUBLE CHECK (slope_high IS NULL OR isfinite(slope_high)),
  r_squared DOUBLE CHECK (r_squared IS NULL OR (r_squared >= 0 AND r_squared <= 1)),
  p DOUBLE CHECK (p IS NULL OR (p >= 0 AND p <= 1)),
  p_adjusted DOUBLE CHECK (p_adjusted IS NULL OR (p_adjusted >= 0 AND p_adjusted <= 1)), -- over the factors of this predictor
  adjustment VARCHAR NOT NULL,
  hc3_error DOUBLE CHECK (hc3_error IS NULL OR isfinite(hc3_error)),   -- standard error of the slope for unequal variances
  hc3_p DOUBLE CHECK (hc3_p IS NULL OR (hc3_p >= 0 AND hc3_p <= 1)),
  spearman DOUBLE CHECK (spearman IS NULL OR (spearman >= -1 AND spearman <= 1)),
  spearman_p DOUBLE CHECK (spearman_p IS NULL OR (spearman_p >= 0 AND spearman_p <= 1)),
  max_leverage DOUBLE CHECK (max_leverage IS NULL OR (max_leverage >= 0 AND max_leverage <= 1)), -- of one feature; near 1 it decides the slope alone
  base VARCHAR[] NOT NULL,             -- plain properties that the next two columns start from
  base_r_squared DOUBLE CHECK (base_r_squared IS NULL OR isfinite(base_r_squared)), -- of the base, each feature left out once
  gain_r_squared DOUBLE CHECK (gain_r_squared IS NULL OR isfinite(gain_r_squared)), -- what the predictor adds to it
  note VARCHAR,
  reason VARCHAR,
  PRIMARY KEY (outcome, predictor, weighted, factor),
  CHECK ((p IS NULL) = (reason IS NOT NULL))
);
