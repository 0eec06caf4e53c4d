-- Case-dropping bootstrap: correlation of a measure with itself after leaving out a share of the prompts.
CREATE TABLE case_drop (
  measure VARCHAR NOT NULL,
  weighted BOOLEAN NOT NULL,
  dropped DOUBLE NOT NULL CHECK (dropped > 0 AND dropped <= 0.95),  -- share of the prompts left out
  replicates INTEGER NOT NULL CHECK (replicates >= 1),
  mean_r DOUBLE CHECK (mean_r IS NULL OR (mean_r >= -1.000001 AND mean_r <= 1.000001)), -- null where the measure never varies
  held DOUBLE NOT NULL CHECK (held >= 0 AND held <= 1),         -- share of replicates with a correlation of at least 0.7
  held_low DOUBLE NOT NULL CHECK (held_low >= 0),               -- 95 % interval of held over replicates (Wilson)
  held_high DOUBLE NOT NULL CHECK (held_high <= 1),
  PRIMARY KEY (measure, weighted, dropped),
  CHECK (held_low <= held AND held <= held_high)
);
