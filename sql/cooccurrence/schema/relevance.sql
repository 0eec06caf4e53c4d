-- Whether sets of features matter for the task: what the contrast is where a set is kept alone, and where it is taken out (mean ablation by slot, error kept), beside random sets alike in activation mass.
CREATE TABLE relevance (
  "set" VARCHAR NOT NULL,                     -- all, none, selected, kept, cluster <k>, top selected and top kept (as many by Σ|a|); baselines of the residual itself: components (principal, as many as kept units), mean-differences (between answers), neurons (of the feed-forward before the hook, as many as kept features by Σ|a|)
  "scope" VARCHAR NOT NULL CHECK ("scope" IN ('all', 'held-out')),
  stratum VARCHAR,                            -- null: every prompt of the scope
  n INTEGER NOT NULL CHECK (n >= 0),          -- features, or directions or neurons of a baseline
  n_units INTEGER CHECK (n_units >= 0),       -- copies counted once; null where the features are too many to compare in pairs
  width INTEGER NOT NULL CHECK (width >= 1),  -- dimensions of the residual: a set moves min(n, width) of them at most, and nearly as many directions are nearly the whole of it
  prompts INTEGER NOT NULL CHECK (prompts >= 1),
  share_abs_attribution DOUBLE CHECK (share_abs_attribution >= 0 AND share_abs_attribution <= 1.000001), -- null for baselines; of Σ|a| over the first half's prompts
  m DOUBLE NOT NULL CHECK (isfinite(m)),             -- mean contrast, logits
  m_none DOUBLE NOT NULL CHECK (isfinite(m_none)),   -- with every feature taken out; of a baseline, with the whole residual at its slot's mean
  m_keep DOUBLE NOT NULL CHECK (isfinite(m_keep)),   -- with every other feature taken out
  m_drop DOUBLE NOT NULL CHECK (isfinite(m_drop)),   -- with the set taken out
  faithfulness DOUBLE CHECK (isfinite(faithfulness)), -- (m_keep - m_none) / (m - m_none)
  necessity DOUBLE CHECK (isfinite(necessity)),       -- (m - m_drop) / (m - m_none)
  accuracy_keep DOUBLE NOT NULL CHECK (accuracy_keep >= 0 AND accuracy_keep <= 1), -- share of prompts answered at rank 0
  accuracy_drop DOUBLE NOT NULL CHECK (accuracy_drop >= 0 AND accuracy_drop <= 1),
  random_sets INTEGER CHECK (random_sets >= 0),       -- null where none are held against the row
  random_pool VARCHAR CHECK (random_pool IN ('outside', 'all')), -- features that they are drawn from
  random_mass DOUBLE CHECK (random_mass > 0 AND isfinite(random_mass)), -- their mean activation mass over the set's
  faithfulness_random DOUBLE CHECK (isfinite(faithfulness_random)), -- median of the random sets, then their 2.5 and 97.5 %
  faithfulness_low DOUBLE CHECK (isfinite(faithfulness_low)),
  faithfulness_high DOUBLE CHECK (isfinite(faithfulness_high)),
  necessity_random DOUBLE CHECK (isfinite(necessity_random)),
  necessity_low DOUBLE CHECK (isfinite(necessity_low)),
  necessity_high DOUBLE CHECK (isfinite(necessity_high)),
  p DOUBLE CHECK (p > 0 AND p <= 1),                  -- of random sets as necessary, one-sided
  reason VARCHAR,                                     -- why there are no shares, or no p
  CHECK ((share_abs_attribution IS NULL) = ("set" IN ('components', 'mean-differences', 'neurons'))),
  UNIQUE ("set", "scope", stratum),
  CHECK ((faithfulness IS NULL) = (necessity IS NULL)),
  CHECK (necessity IS NOT NULL OR reason IS NOT NULL),
  CHECK (random_sets IS NULL OR p IS NOT NULL OR reason IS NOT NULL)
);
