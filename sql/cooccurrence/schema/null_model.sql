-- The nulls a study asks for: what METHODS calls them, whether a claim must survive them, how many replicates were made, and why there is no p where there is none.
CREATE TABLE null_model (
  "null" VARCHAR PRIMARY KEY,
  family VARCHAR NOT NULL CHECK (family IN ('N0', 'N1', 'N3', 'N4')),
  keeps VARCHAR NOT NULL,                  -- in words: what a replicate has in common with the study
  decisive BOOLEAN NOT NULL,               -- false: descriptive, rejected for free
  replicates INTEGER NOT NULL CHECK (replicates >= 0), -- fewer than 1,000 are a setting of the study (nulls.replicates)
  movable_prompts INTEGER CHECK (movable_prompts >= 0), -- of a shuffle: prompts that do not stand alone in their stratum; else NULL
  reason VARCHAR,                          -- why it could not be asked, or that its replicates are too few for a p
  CHECK ((replicates < 100) = (reason IS NOT NULL))
);
