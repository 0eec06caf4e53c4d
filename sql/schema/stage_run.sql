-- What each stage last did. The hash covers its settings, its code and its inputs.
CREATE TABLE stage_run (
  stage VARCHAR PRIMARY KEY,
  hash VARCHAR NOT NULL CHECK (length(hash) = 64),
  rows INTEGER NOT NULL CHECK (rows >= 0),                  -- written, all its tables together
  seconds DOUBLE NOT NULL CHECK (isfinite(seconds) AND seconds >= 0),
  peak_rss_bytes BIGINT NOT NULL CHECK (peak_rss_bytes > 0) -- highest resident memory of the process while the stage ran
);
