-- Mean steered outcome of single features of the kept clusters on a centrality, one row per predictor × factor.
CREATE TABLE regression (
  outcome VARCHAR NOT NULL,
  predictor VARCHAR NOT NULL,
  weighted BOOLEAN NOT NULL,
  factor DOUBLE NOT NULL CHECK (isfinite(factor)),
  n INTEGER NOT NULL CHECK (n >= 0), -- features
  slope DOUBLE CHECK (slope IS NULL OR isfinite(slope)),
  intercept DOUBLE CHECK (intercept IS NULL OR isfinite(intercept)),
  r_squared DOUBLE CHECK (r_squared IS NULL OR (r_squared >= 0 AND r_squared <= 1)),
  p DOUBLE CHECK (p IS NULL OR (p >= 0 AND p <= 1)),
  p_adjusted DOUBLE CHECK (p_adjusted IS NULL OR (p_adjusted >= 0 AND p_adjusted <= 1)),
  adjustment VARCHAR NOT NULL,
  reason VARCHAR,
  PRIMARY KEY (outcome, predictor, weighted, factor),
  CHECK ((p IS NULL) = (reason IS NOT NULL))
);
