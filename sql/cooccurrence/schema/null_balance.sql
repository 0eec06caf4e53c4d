-- How alike the dictionary rows that a null draws are to the selected features, over the rows of every replicate.
CREATE TABLE null_balance (
  "null" VARCHAR NOT NULL,
  trait VARCHAR NOT NULL CHECK (trait IN ('rate', 'norm', 'prevalence')), -- log10 of the firing rate and of the decoder norm, and the share of the task's prompts with a value
  selected_mean DOUBLE NOT NULL CHECK (isfinite(selected_mean)),
  drawn_mean DOUBLE NOT NULL CHECK (isfinite(drawn_mean)),
  smd DOUBLE CHECK (smd IS NULL OR isfinite(smd)), -- drawn less selected, over the root of their mean variance
  unbalanced BOOLEAN NOT NULL,   -- |smd| above 0.25
  reason VARCHAR,
  PRIMARY KEY ("null", trait),
  CHECK ((smd IS NULL) = (reason IS NOT NULL))
);
