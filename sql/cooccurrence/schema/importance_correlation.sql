-- Whether central features are important: r over kept features, with copies counted once in interval and p, by each definition of importance.
CREATE TABLE importance_correlation (
  measure VARCHAR NOT NULL,
  definition VARCHAR NOT NULL CHECK (definition IN ('removal', 'absolute-removal', 'steering')), -- |mean exact removal|, mean |exact removal|, damage of the study's steering at the smallest factor
  "scope" VARCHAR NOT NULL CHECK (regexp_full_match("scope", 'all|strata( \d+)?|templates')), -- all prompts, or the first half's centrality and the second half's importance
  n INTEGER NOT NULL CHECK (n >= 1),             -- features
  n_units INTEGER NOT NULL CHECK (n_units >= 1), -- copies counted once
  r DOUBLE CHECK (r BETWEEN -1 AND 1),
  low DOUBLE CHECK (low BETWEEN -1 AND 1),       -- 95 % interval, bootstrap over units
  high DOUBLE CHECK (high BETWEEN -1 AND 1),
  p DOUBLE CHECK (p > 0 AND p <= 1),             -- importance permuted over units, one-sided, +1 correction
  permutations INTEGER NOT NULL CHECK (permutations >= 0),
  reason VARCHAR,
  PRIMARY KEY (measure, definition, "scope"),
  CHECK (r IS NOT NULL OR reason IS NOT NULL),
  CHECK (low IS NULL OR low <= high)
);
