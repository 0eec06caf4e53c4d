-- Each metric compared across the kept clusters. For `kruskal`, f is H and df_within is null. An undefined test has nulls and a reason.
CREATE TABLE anova (
  algorithm VARCHAR NOT NULL,
  metric VARCHAR NOT NULL,
  test VARCHAR NOT NULL CHECK (test IN ('anova', 'welch', 'kruskal', 'levene')), -- levene compares spread, the others place
  f DOUBLE CHECK (f IS NULL OR isfinite(f)),
  df_between DOUBLE CHECK (df_between IS NULL OR isfinite(df_between)),
  df_within DOUBLE CHECK (df_within IS NULL OR isfinite(df_within)),
  n_units INTEGER CHECK (n_units >= 0), -- features compared, copies counted once: what the tests take for df_between + df_within + 1 independent values; null where the features are too many to compare in pairs
  p DOUBLE CHECK (p IS NULL OR (p >= 0 AND p <= 1)),
  p_adjusted DOUBLE CHECK (p_adjusted IS NULL OR (p_adjusted >= 0 AND p_adjusted <= 1)), -- over the rows of this algorithm and test
  adjustment VARCHAR NOT NULL,
  eta_squared DOUBLE CHECK (eta_squared IS NULL OR isfinite(eta_squared)),       -- share of variance between clusters; of the ranks for kruskal
  omega_squared DOUBLE CHECK (omega_squared IS NULL OR isfinite(omega_squared)), -- the same, corrected for bias
  effect_low DOUBLE CHECK (effect_low IS NULL OR (effect_low >= 0 AND effect_low <= 1)),    -- 95 % interval of the population's share
  effect_high DOUBLE CHECK (effect_high IS NULL OR (effect_high >= 0 AND effect_high <= 1)),
  circular BOOLEAN NOT NULL, -- made from the correlations the clusters were made from: its p is no evidence
  reason VARCHAR,
  PRIMARY KEY (algorithm, metric, test),
  CHECK (p IS NOT NULL OR reason IS NOT NULL) -- a reason beside a p says how to read it
);
