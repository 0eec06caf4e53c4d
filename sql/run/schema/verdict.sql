-- One row per hypothesis, then one per finding: the claim in words, its estimate and interval, the nulls it survives, and a status.
CREATE TABLE verdict (
  analysis VARCHAR NOT NULL,      -- whose claim it is
  scope VARCHAR NOT NULL,         -- main, or the dictionary it speaks of
  hypothesis VARCHAR NOT NULL,    -- H1 to H4, or the finding: edges, modularity, anova_f:<metric>, slope:<measure>, interaction:cluster N, …
  kind VARCHAR NOT NULL CHECK (kind IN ('hypothesis', 'finding')),
  claim VARCHAR NOT NULL,
  estimate DOUBLE CHECK (estimate IS NULL OR isfinite(estimate)),
  low DOUBLE CHECK (low IS NULL OR isfinite(low)),
  high DOUBLE CHECK (high IS NULL OR isfinite(high)),
  unit VARCHAR NOT NULL,          -- of estimate, low and high
  p DOUBLE CHECK (p IS NULL OR (p >= 0 AND p <= 1)), -- the largest over what must be survived
  p_held_out DOUBLE CHECK (p_held_out IS NULL OR (p_held_out >= 0 AND p_held_out <= 1)), -- the same on held-out prompts
  survives VARCHAR[] NOT NULL,    -- nulls, as in null_statistic, and permutations of labels (`labels`)
  n INTEGER CHECK (n >= 0),             -- features that it is about; null where they were not counted
  n_units INTEGER CHECK (n_units >= 0), -- the same with copies counted once
  status VARCHAR NOT NULL CHECK (status IN ('supported', 'not supported', 'not distinguishable', 'not testable', 'depends on the definition')),
  reason VARCHAR,
  PRIMARY KEY (analysis, scope, hypothesis),
  CHECK (low IS NULL OR high IS NULL OR low <= high),
  CHECK (status = 'supported' OR reason IS NOT NULL)
);
