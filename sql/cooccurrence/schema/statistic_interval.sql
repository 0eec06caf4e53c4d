-- How far a statistic of the network would move with other prompts: a 95 % interval around the observed value from halves of the prompts, at the density that decides.
CREATE TABLE statistic_interval (
  statistic VARCHAR PRIMARY KEY,
  density VARCHAR NOT NULL CHECK (density IN ('threshold', 'edges')), -- as in null_statistic
  observed DOUBLE CHECK (observed IS NULL OR isfinite(observed)),
  low DOUBLE CHECK (low IS NULL OR isfinite(low)),
  high DOUBLE CHECK (high IS NULL OR isfinite(high)),
  resamples INTEGER NOT NULL CHECK (resamples > 0),
  defined INTEGER NOT NULL CHECK (defined >= 0), -- halves that have the statistic
  reason VARCHAR,                                -- why there is no interval
  CHECK (defined <= resamples),
  CHECK (low <= high),
  CHECK ((low IS NULL) = (reason IS NOT NULL) AND (high IS NULL) = (reason IS NOT NULL))
);
