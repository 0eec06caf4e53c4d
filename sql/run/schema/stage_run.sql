-- What each stage last did. The hash covers its settings, its code and its inputs.
CREATE TABLE stage_run (
  analysis VARCHAR NOT NULL,                                -- the analysis it belongs to
  scope VARCHAR NOT NULL,                                   -- the schema of its tables: main, or the dictionary's name
  stage VARCHAR NOT NULL,
  hash VARCHAR NOT NULL CHECK (length(hash) = 64),
  settings VARCHAR NOT NULL CHECK (json_valid(settings)),   -- exactly those it used, as JSON
  rows INTEGER NOT NULL CHECK (rows >= 0),                  -- written, all its tables together
  seconds DOUBLE NOT NULL CHECK (isfinite(seconds) AND seconds >= 0),
  peak_rss_bytes BIGINT NOT NULL CHECK (peak_rss_bytes > 0), -- highest resident memory of the process while the stage ran
  PRIMARY KEY (analysis, scope, stage)
);
