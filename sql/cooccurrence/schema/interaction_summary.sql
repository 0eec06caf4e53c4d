-- Means over groups of pairs of the table interaction, with what labels permuted over features, copies together, say of within minus between, and whether the interval shows that there is no effect.
CREATE TABLE interaction_summary (
  measure VARCHAR NOT NULL, -- damage, interaction, excess (over controls), magnitude_excess (|I| over that of controls), stratum_excess (stratum_magnitude over that of controls), noise_floor
  scope VARCHAR NOT NULL,   -- all, within, between, within-between, cluster N
  pairs INTEGER NOT NULL CHECK (pairs >= 0),
  n_units INTEGER CHECK (n_units >= 0), -- features of the pairs, copies counted once; null where the features are too many to compare in pairs, and for noise_floor
  estimate DOUBLE NOT NULL CHECK (isfinite(estimate)), -- logits
  low DOUBLE CHECK (low IS NULL OR isfinite(low)),     -- 95 % interval, bootstrap over features, copies together, and prompts
  high DOUBLE CHECK (high IS NULL OR isfinite(high)),
  p DOUBLE CHECK (p >= 0 AND p <= 1),                  -- two-sided; within-between: labels permuted over features, +1 correction; else of a mean of 0, normal with the bootstrap's error
  p_greater DOUBLE CHECK (p_greater >= 0 AND p_greater <= 1), -- of within being larger; else of a mean above 0
  permutations INTEGER NOT NULL CHECK (permutations >= 0),
  bound DOUBLE CHECK (bound > 0 AND isfinite(bound)),  -- verdict.sesoi × the mean |damage| of one feature, logits
  p_equivalence DOUBLE CHECK (p_equivalence >= 0 AND p_equivalence <= 1), -- two one-sided tests against ± bound
  equivalent BOOLEAN NOT NULL,                         -- the interval lies inside ± bound
  first_half DOUBLE CHECK (first_half IS NULL OR isfinite(first_half)),    -- the estimate on one half of the prompts, split within strata
  second_half DOUBLE CHECK (second_half IS NULL OR isfinite(second_half)), -- and on the other
  p_first_half DOUBLE CHECK (p_first_half > 0 AND p_first_half <= 1),    -- p_greater on that half, for within-between
  p_second_half DOUBLE CHECK (p_second_half > 0 AND p_second_half <= 1),
  held_out DOUBLE CHECK (held_out IS NULL OR isfinite(held_out)), -- within-between of magnitude_excess and stratum_excess: by the clusters of the first half on the prompts of the second, the median over splits (table interaction_split)
  p_held_out DOUBLE CHECK (p_held_out > 0 AND p_held_out <= 1),    -- those clusters' labels permuted over features 9,999 times: twice the median of the splits within strata, or that of templates where it is larger
  bound_share DOUBLE CHECK (bound_share > 0 AND isfinite(bound_share)), -- bound over the mean size of the prompts' contrast
  note VARCHAR,
  PRIMARY KEY (measure, scope),
  CHECK (low IS NULL OR low <= high)
);
