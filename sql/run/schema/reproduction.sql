-- The reproduction card: every figure that the study published or that follows from what it published, beside this run's, and whether the setting is the same.
CREATE TABLE reproduction (
  analysis VARCHAR NOT NULL,               -- whose study it is
  scope VARCHAR NOT NULL,                  -- main, or the dictionary it speaks of
  place INTEGER NOT NULL CHECK (place >= 0), -- order of the card
  category VARCHAR NOT NULL,               -- task, network, clusters, comparisons, regressions, features, steering
  figure VARCHAR NOT NULL,                 -- in words
  published DOUBLE NOT NULL CHECK (isfinite(published)),
  unit VARCHAR NOT NULL CHECK (unit IN ('count', 'share', 'probability', 'p', 'statistic')),
  derived BOOLEAN NOT NULL,                -- it is not printed in the study but follows from numbers that are
  value DOUBLE CHECK (value IS NULL OR isfinite(value)), -- this run's
  same_setting BOOLEAN NOT NULL,           -- value and published may be compared
  setting VARCHAR NOT NULL,                -- 'the same', or how this run differs
  reason VARCHAR,                          -- why there is no value
  PRIMARY KEY (analysis, scope, place),
  UNIQUE (analysis, scope, category, figure),
  CHECK ((value IS NULL) = (reason IS NOT NULL))
);
