-- Mean damage of sets within clusters minus that of another arm, by dose and size; scaling norm-matched is the comparison at equal norm. Other pool: of every pair of the pool's features, pairs of one cluster against pairs of two, damage per unit of push and clusters counting alike, so that what features do alone cancels; the row to judge by. Size 0 and factor 0: all sizes and factors together, in units of SD.
CREATE TABLE steering_contrast (
  mode VARCHAR NOT NULL,
  scaling VARCHAR NOT NULL,
  size INTEGER NOT NULL CHECK (size >= 0), -- 0: all sizes
  factor DOUBLE NOT NULL CHECK (isfinite(factor)), -- 0: all factors
  outcome VARCHAR NOT NULL,                -- as in steering_summary
  other VARCHAR NOT NULL,                  -- arm it is compared with; pool: the pool's pairs with one another
  sets INTEGER NOT NULL CHECK (sets >= 1), -- within clusters
  other_sets INTEGER NOT NULL CHECK (other_sets >= 1),
  n_units INTEGER CHECK (n_units >= 0), -- features of the sets within clusters (pool: of its pairs), copies counted once; null where the features are too many to compare in pairs
  estimate DOUBLE NOT NULL CHECK (isfinite(estimate)), -- in the outcome's unit; positive: sets within clusters do more damage
  sd DOUBLE CHECK (sd >= 0 AND isfinite(sd)),          -- pooled, of the sets' mean damages, prompts' common part taken out where sets met different ones; NULL where they do not vary
  effect DOUBLE CHECK (effect IS NULL OR isfinite(effect)), -- estimate / sd
  low DOUBLE CHECK (low IS NULL OR isfinite(low)),     -- 95 % interval of estimate, bootstrap over sets and prompts (pool: over features inside clusters, and prompts)
  high DOUBLE CHECK (high IS NULL OR isfinite(high)),
  p DOUBLE CHECK (p > 0 AND p <= 1),                   -- two-sided, +1 correction
  p_greater DOUBLE CHECK (p_greater > 0 AND p_greater <= 1), -- of sets within clusters doing more
  permutations INTEGER NOT NULL CHECK (permutations >= 0),   -- that had sets on both sides
  permuted VARCHAR NOT NULL CHECK (permuted IN ('labels over units', 'labels over features', 'arms over sets')), -- copies move together where units were made
  bound DOUBLE CHECK (bound > 0 AND isfinite(bound)),  -- verdict.sesoi × sd
  p_equivalence DOUBLE CHECK (p_equivalence >= 0 AND p_equivalence <= 1), -- two one-sided tests against ± bound
  equivalent BOOLEAN NOT NULL,                         -- the interval lies inside ± bound
  first_half DOUBLE CHECK (first_half IS NULL OR isfinite(first_half)),    -- the estimate on one half of the prompts, split within strata
  second_half DOUBLE CHECK (second_half IS NULL OR isfinite(second_half)), -- and on the other
  PRIMARY KEY (mode, scaling, size, factor, outcome, other),
  CHECK (low IS NULL OR low <= high)
);
